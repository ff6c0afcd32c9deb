package org.hpcctl.cli;

import module java.base;

import org.hpcctl.acme.RevocationReason;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl cert revoke`
@Command(
    name = "revoke",
    description = {
      "Have the CA declare the certificate void, as when its key was stolen. The heads serve it",
      "until the next `hpcctl cert issue`: give that right after."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl cert revoke --reason key_compromise --yes && hpcctl cert issue"})
final class CertRevokeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "${COMPLETION-CANDIDATES} (RFC 5280, 5.3.1). Default: unspecified.")
  private RevocationReason reason = RevocationReason.UNSPECIFIED;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  CertRevokeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CertificateWork work = CertificateWork.of(file, reach, terminal);
    StateFolder folder = work.folder();
    Lineage.Held held =
        folder
            .lineage()
            .held()
            .orElseThrow(
                () ->
                    new Refused(
                        Problem.error(
                            "there is no certificate to revoke",
                            "none was issued for this cluster, or it was revoked before",
                            "")));
    if (!yes && !terminal.asks()) {
      throw new Refused(
          Problem.error(
              "there is nobody to ask whether to revoke this",
              "standard input and standard error are not a terminal",
              "give --yes"));
    }
    if (!yes
        && !terminal.agrees(
            "Revoke %s for %s?".formatted(held.serial(), String.join(", ", held.names())))) {
      terminal.err().println("Nothing was changed.");
      return ExitCode.REFUSED.status();
    }
    try (StateFolder.Lock _ = folder.lock(ThisHost.owner("hpcctl cert revoke"))) {
      work.accounts().revoke(folder, held, reason);
      folder.save(folder.lineage().revoked(Instant.now()));
    }
    terminal
        .out()
        .println("Revoked %s. Give `hpcctl cert issue` for a new one.".formatted(held.serial()));
    return ExitCode.OK.status();
  }
}
