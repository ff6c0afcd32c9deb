package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hpcctl admin`
@Command(
    name = "admin",
    description = "Administrators of the portal.",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl admin create alice --email alice@example.com"})
final class AdminCommand {
  private AdminCommand() {}

  static CommandLine line(Terminal terminal, List<String> arguments) {
    return new Subcommands(new AdminCommand())
        .and("create", () -> new AdminCreateCommand(terminal))
        .line(arguments);
  }
}
