package org.hpcctl.cli;

import module java.base;

import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hpcctl cert issue`
@Command(
    name = "issue",
    description = {
      "Order a new certificate now, whatever is due, and bring it to every head.",
      "A pause of ours after failures is not waited for; the word of the CA is."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl cert issue",
      "%nExit status: 0 done or nothing to do, 1 no certificate was issued, 3 it was issued but is not",
      "served by every head: the next run finishes that."
    })
final class CertIssueCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final CertificateWork work = new CertificateWork();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: text.")
  private Format format = Format.text;

  /// The words of `--format`.
  enum Format {
    text,
    json
  }

  CertIssueCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format == Format.json;
  }

  @Override
  public Integer call() {
    Cluster cluster = work.cluster(terminal);
    CertificateRun.Ended ended = work.run(true, cluster, terminal);
    if (json()) {
      terminal.out().print(CertificateReport.json(ended));
    } else {
      terminal.tell(ended.problems());
      terminal.out().print(CertificateReport.text(ended));
    }
    terminal.out().flush();
    return ended.deed().code().status();
  }
}
