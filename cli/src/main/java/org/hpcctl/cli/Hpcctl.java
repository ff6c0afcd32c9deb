package org.hpcctl.cli;

import module java.base;

import org.hpcctl.cli.lab.DemoCommand;
import org.hpcctl.cli.lab.LabCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// The root: the list of commands.
@Command(
    name = "hpcctl",
    description = "Turns bare Debian hosts into a highly available HPC head-node cluster.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl config init --head server1=192.168.1.101 -o my_multihead_cluster.yaml",
      "  hpcctl secrets init",
      "  hpcctl config validate",
      "  hpcctl trust",
      "  hpcctl setup --dry-run",
      "%nExit status: 0 done, 1 refused or failed, 2 changes are pending, 3 some hosts failed,",
      "64 wrong usage, 70 a bug of hpcctl, 130 interrupted."
    })
final class Hpcctl {
  /// The commands, in the order in which the help shows them.
  private static final SequencedMap<String, Function<Terminal, Object>> COMMANDS =
      new LinkedHashMap<>();

  static {
    COMMANDS.put("setup", terminal -> new SetupCommand(terminal));
    COMMANDS.put("drift", terminal -> new DriftCommand(terminal));
    COMMANDS.put("health", HealthCommand::new);
    COMMANDS.put("status", StatusCommand::new);
    COMMANDS.put("logs", LogsCommand::new);
    COMMANDS.put("service", ServiceCommand::new);
    COMMANDS.put("cert", CertCommand::line);
    COMMANDS.put("config", ConfigCommand::line);
    COMMANDS.put("secrets", SecretsCommand::line);
    COMMANDS.put("lab", LabCommand::line);
    COMMANDS.put("demo", DemoCommand::new);
    COMMANDS.put("trust", TrustCommand::new);
    COMMANDS.put("completion", CompletionCommand::new);
    COMMANDS.put("man", ManCommand::new);
  }

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and end.")
  private boolean version;

  private Hpcctl() {}

  /// Only the command that is called is set up, unless all are to be shown: setting one up costs
  /// some milliseconds of every start.
  static CommandLine commandLine(String[] args, Terminal terminal) {
    CommandLine root = new CommandLine(new Hpcctl());
    Optional<String> called = Arrays.stream(args).findFirst().filter(COMMANDS::containsKey);
    COMMANDS.forEach(
        (name, command) -> {
          if (called.isEmpty() || called.get().equals(name)) {
            root.addSubcommand(name, command.apply(terminal));
          }
        });
    prepare(root);
    return root.setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpWidth(100)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.coloured() && terminal.screen() ? Ansi.ON : Ansi.OFF));
  }

  /// What every command has, so that no command can forget it.
  private static void prepare(CommandLine line) {
    CommandSpec spec = line.getCommandSpec();
    spec.addMixin("help", CommandSpec.forAnnotatedObject(new HelpOption()));
    spec.version(Version.line());
    spec.usageMessage().sortOptions(false);
    line.getSubcommands().values().forEach(Hpcctl::prepare);
  }

  /// `--help`
  private static final class HelpOption {
    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        description = "Show this help and end.")
    private boolean help;
  }
}
