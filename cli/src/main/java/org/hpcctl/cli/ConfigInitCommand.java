package org.hpcctl.cli;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.SpecReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hpcctl config init`
@Command(
    name = "init",
    description = {
      "Write a commented YAML to start from. On a terminal, what no option says is asked."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl config init -o my_multihead_cluster.yaml",
      "  hpcctl config init --head server1=192.168.1.101 --head server2=192.168.1.102 \\",
      "      --vip 192.168.1.100 --domain cluster.example.com -o my_multihead_cluster.yaml"
    })
final class ConfigInitCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command = CommandSpec.create();

  @Option(names = "--name", paramLabel = "NAME", description = "Name of the cluster. Default: hpc.")
  private Optional<String> name = Optional.empty();

  @Option(
      names = "--head",
      paramLabel = "HOST=ADDRESS",
      description = "A controller; repeat it. The first holds the virtual IP.")
  private Map<String, String> heads = new LinkedHashMap<>();

  @Option(names = "--vip", paramLabel = "ADDRESS", description = "The virtual IP.")
  private Optional<String> vip = Optional.empty();

  @Option(
      names = "--domain",
      paramLabel = "NAME",
      description = "What people type into their browser. Default: the virtual IP.")
  private Optional<String> domain = Optional.empty();

  @Option(names = "--user", paramLabel = "NAME", description = "Account for SSH. Default: root.")
  private Optional<String> user = Optional.empty();

  @Mixin private final NewFile output = new NewFile();

  ConfigInitCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (heads.isEmpty() && terminal.asks()) {
      ask();
    }
    if (heads.isEmpty()) {
      throw new CommandLine.ParameterException(
          command.commandLine(), "at least one --head HOST=ADDRESS is needed");
    }
    String text =
        new StarterYaml(
                name.orElse("hpc"), new LinkedHashMap<>(heads), vip, domain, user.orElse("root"))
            .text();
    // A wrong name or address is told here, not in the next command.
    SpecReader.read("the new file", text, ConfigInitCommand::anySecret);
    output.write(text, terminal);
    return ExitCode.OK.status();
  }

  private static Optional<String> anySecret(String variable) {
    return Optional.of(variable + "-stands-here-until-secrets-init-was-run");
  }

  private void ask() {
    name = name.or(() -> answer("Name of the cluster", "hpc"));
    while (true) {
      Optional<String> head =
          answer("Controller %d as HOST=ADDRESS, empty to end".formatted(heads.size() + 1), "");
      if (head.isEmpty()) {
        break;
      }
      String[] parts = head.get().split("=", 2);
      if (parts.length == 2) {
        heads.put(parts[0].strip(), parts[1].strip());
      } else {
        terminal.err().println("write, for example, server1=192.168.1.101");
      }
    }
    vip = vip.or(() -> answer("Virtual IP, empty for none", ""));
    domain = domain.or(() -> answer("Name or address of the portal", vip.orElse("")));
    user = user.or(() -> answer("Account for SSH", "root"));
  }

  /// Questions go to standard error: standard output may be the file.
  private Optional<String> answer(String question, String usual) {
    terminal.err().print(question + (usual.isEmpty() ? ": " : " [" + usual + "]: "));
    terminal.err().flush();
    try {
      String line = terminal.in().readLine();
      if (line == null) {
        throw new Refused(
            Problem.error("the input ended before all was said", "", "use the options"));
      }
      return Optional.of(line.isBlank() ? usual : line.strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
