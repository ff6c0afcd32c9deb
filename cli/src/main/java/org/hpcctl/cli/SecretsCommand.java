package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hpcctl secrets`
@Command(
    name = "secrets",
    description = "Make the secrets that the YAML asks for.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl secrets init"})
final class SecretsCommand {
  private SecretsCommand() {}

  static CommandLine line(Terminal terminal, List<String> arguments) {
    return new Subcommands(new SecretsCommand())
        .and("init", () -> new SecretsInitCommand(terminal))
        .line(arguments);
  }
}
