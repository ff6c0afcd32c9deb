package org.hpcctl.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hpcctl config`: everything about the YAML that needs no host.
@Command(
    name = "config",
    description = "Check, show, start and migrate the YAML of the cluster.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl config validate", "  hpcctl config show --format json -c lab.yaml"})
final class ConfigCommand {
  private ConfigCommand() {}

  static CommandLine line(Terminal terminal) {
    return new CommandLine(new ConfigCommand())
        .addSubcommand(new ConfigValidateCommand(terminal))
        .addSubcommand(new ConfigShowCommand(terminal))
        .addSubcommand(new ConfigSchemaCommand(terminal))
        .addSubcommand(new ConfigInitCommand(terminal))
        .addSubcommand(new ConfigMigrateCommand(terminal));
  }
}
