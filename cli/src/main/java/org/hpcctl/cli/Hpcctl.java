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

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the version and end.")
  private boolean version;

  private Hpcctl() {}

  /// The commands, in the order in which the help shows them.
  private static Subcommands commands(Terminal terminal) {
    return new Subcommands(new Hpcctl())
        .and("setup", () -> new SetupCommand(terminal))
        .and("drift", () -> new DriftCommand(terminal))
        .and("health", () -> new HealthCommand(terminal))
        .and("status", () -> new StatusCommand(terminal))
        .and("logs", () -> new LogsCommand(terminal))
        .and("service", () -> new ServiceCommand(terminal))
        .with("cert", rest -> CertCommand.line(terminal, rest))
        .with("monitoring", rest -> MonitoringCommand.line(terminal, rest))
        .with("admin", rest -> AdminCommand.line(terminal, rest))
        .with("config", rest -> ConfigCommand.line(terminal, rest))
        .with("secrets", rest -> SecretsCommand.line(terminal, rest))
        .with("lab", rest -> LabCommand.line(terminal, rest))
        .and("demo", () -> new DemoCommand(terminal))
        .and("trust", () -> new TrustCommand(terminal))
        .and("completion", () -> new CompletionCommand(terminal))
        .and("man", () -> new ManCommand(terminal));
  }

  static CommandLine commandLine(String[] args, Terminal terminal) {
    CommandLine root = commands(terminal).line(List.of(args));
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
