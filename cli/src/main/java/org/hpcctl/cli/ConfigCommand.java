package org.hpcctl.cli;

import module java.base;

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

  static CommandLine line(Terminal terminal, List<String> arguments) {
    return new Subcommands(new ConfigCommand())
        .and("validate", () -> new ConfigValidateCommand(terminal))
        .and("show", () -> new ConfigShowCommand(terminal))
        .and("schema", () -> new ConfigSchemaCommand(terminal))
        .and("init", () -> new ConfigInitCommand(terminal))
        .and("migrate", () -> new ConfigMigrateCommand(terminal))
        .line(arguments);
  }
}
