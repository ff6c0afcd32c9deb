package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// Every command has a help with examples, and all of them were reviewed.
final class HelpTest {
  private static final Cli CLI = new Cli(Path.of(""));

  /// The words of each command: `config show`.
  static List<String> commands() {
    List<String> commands = new ArrayList<>();
    collect(Hpcctl.commandLine(new String[0], Terminal.ofThisProcess()), commands);
    return commands;
  }

  private static void collect(CommandLine line, List<String> commands) {
    commands.add(line.getCommandSpec().qualifiedName().replaceFirst("hpcctl ?", ""));
    line.getSubcommands().values().forEach(inner -> collect(inner, commands));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shows_examples(String command) {
    List<String> args =
        new ArrayList<>(command.isEmpty() ? List.of() : List.of(command.split(" ")));
    args.add("--help");
    Cli.Result result = CLI.run(args.toArray(String[]::new));
    assertEquals(0, result.exit());
    assertEquals("", result.err());
    assertTrue(result.out().contains("Examples:"), command);
    assertTrue(result.out().lines().allMatch(line -> line.length() <= 100), command);
    String name = command.isEmpty() ? "hpcctl" : command.replace(' ', '_');
    Golden.assertMatches("help/" + name + ".txt", result.out());
  }

  @Test
  void the_version_is_one_line() {
    assertEquals(new Cli.Result(0, Version.line() + "\n", ""), CLI.run("--version"));
  }

  @Test
  void a_word_that_is_no_command_is_a_usage_error_with_a_suggestion() {
    Cli.Result result = CLI.run("confg", "validate");
    assertEquals(64, result.exit());
    assertEquals(
        """
        hpcctl: there is no command or option `confg`
        Did you mean: hpcctl config or hpcctl completion or hpcctl monitoring?
        """,
        result.err());
  }

  @Test
  void an_option_that_is_none_is_a_usage_error_with_a_suggestion() {
    Cli.Result result = CLI.run("config", "validate", "--formt", "json");
    assertEquals(64, result.exit());
    assertTrue(result.err().contains("Possible solutions: --format"), result.err());
  }

  @Test
  void no_command_at_all_shows_the_help_as_an_error() {
    Cli.Result result = CLI.run();
    assertEquals(64, result.exit());
    assertEquals("", result.out());
    assertTrue(result.err().startsWith("Usage: hpcctl"), result.err());
  }
}
