package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine;

/// A command and its subcommands. Only the one that is called is set up, unless all are to be
/// shown: setting one up costs some milliseconds of every start.
public final class Subcommands {
  /// How a subcommand is made.
  public interface Made {
    /// @param rest the words after the subcommand's name
    Object from(List<String> rest);
  }

  private final Object command;
  private final SequencedMap<String, Made> all = new LinkedHashMap<>();

  public Subcommands(Object command) {
    this.command = command;
  }

  /// Another one; help shows them in this order.
  public Subcommands and(String name, Supplier<Object> made) {
    return with(name, _ -> made.get());
  }

  /// Another one that has subcommands of its own.
  public Subcommands with(String name, Made made) {
    all.put(name, made);
    return this;
  }

  /// @param arguments the words after the command's name
  public CommandLine line(List<String> arguments) {
    CommandLine line = new CommandLine(command);
    Optional<String> called = arguments.stream().findFirst().filter(all::containsKey);
    all.forEach(
        (name, made) -> {
          if (called.isEmpty()) {
            line.addSubcommand(name, made.from(List.of()));
          } else if (called.get().equals(name)) {
            line.addSubcommand(name, made.from(arguments.subList(1, arguments.size())));
          }
        });
    return line;
  }
}
