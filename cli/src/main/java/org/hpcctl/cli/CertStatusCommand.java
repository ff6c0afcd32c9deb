package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.CertificateStatus;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StatusFormat;
import org.hpcctl.spec.Acme;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl cert status`
@Command(
    name = "status",
    description = {
      "Tell how it stands with the certificate, from what is remembered here; `hpcctl health` asks",
      "the heads. The limits are web.ssl.warning_days and critical_days, and at most 30 and 12"
          + " percent",
      "of its life."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl cert status",
      "  hpcctl cert status --format prometheus > /var/lib/node_exporter/hpcctl_certificate.prom",
      "%nExit status: 0 all is well, 1 somebody should look, 2 it has expired, soon will or is not"
          + " there."
    })
final class CertStatusCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: table.")
  private StatusFormat format = StatusFormat.table;

  CertStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format == StatusFormat.json;
  }

  @Override
  public Integer call() {
    CertificateWork work = CertificateWork.of(file, reach, terminal);
    Lineage lineage = work.folder().lineage();
    Instant now = Instant.now();
    Acme.Warn warn = work.cluster().web().ssl().acme().warn();
    CertificateStatus status =
        CertificateStatus.of(
            lineage,
            work.cluster().certificateNames(),
            CertificateRun.heads(work.cluster()),
            CertificateRun.due(work.cluster(), lineage, now),
            Duration.ofDays(warn.warningDays()),
            Duration.ofDays(warn.criticalDays()),
            now);
    terminal.out().print(format.text(status));
    terminal.out().flush();
    return status.level().ordinal();
  }
}
