package org.hpcctl.cli;

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

  static CommandLine line(Terminal terminal) {
    return new CommandLine(new SecretsCommand()).addSubcommand(new SecretsInitCommand(terminal));
  }
}
