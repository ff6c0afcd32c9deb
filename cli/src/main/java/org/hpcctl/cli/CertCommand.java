package org.hpcctl.cli;

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

  static CommandLine line(Terminal terminal) {
    return new CommandLine(new CertCommand())
        .addSubcommand(new CertIssueCommand(terminal))
        .addSubcommand(new CertRenewCommand(terminal))
        .addSubcommand(new CertStatusCommand(terminal))
        .addSubcommand(new CertDryRunCommand(terminal))
        .addSubcommand(new CertRevokeCommand(terminal))
        .addSubcommand(new CertRolloverCommand(terminal));
  }
}
