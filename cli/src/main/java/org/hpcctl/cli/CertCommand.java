package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// `hpcctl cert`
@Command(
    name = "cert",
    description = "Get, renew and watch the portal's certificate (web.ssl.mode: letsencrypt).",
    synopsisSubcommandLabel = "COMMAND",
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl cert dry-run                          would an order succeed?",
      "  hpcctl cert renew                            from a timer; does nothing when nothing is"
          + " due",
      "  hpcctl cert status --format prometheus"
    })
final class CertCommand {
  private CertCommand() {}

  static CommandLine line(Terminal terminal, List<String> arguments) {
    return new Subcommands(new CertCommand())
        .and("issue", () -> new CertIssueCommand(terminal))
        .and("renew", () -> new CertRenewCommand(terminal))
        .and("status", () -> new CertStatusCommand(terminal))
        .and("dry-run", () -> new CertDryRunCommand(terminal))
        .and("revoke", () -> new CertRevokeCommand(terminal))
        .and("rollover", () -> new CertRolloverCommand(terminal))
        .line(arguments);
  }
}
