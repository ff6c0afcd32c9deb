package org.hpcctl.cli;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
      "%nExit status: 0 done or nothing to do, 1 no certificate was issued, 3 it was issued but is"
          + " not",
      "served by every head: the next run finishes that."
    })
final class CertIssueCommand implements Callable<Integer>, Formatted {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();
  @Mixin private final TextOrJson format = new TextOrJson();

  CertIssueCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean json() {
    return format.json();
  }

  @Override
  public Integer call() {
    CertificateWork work = CertificateWork.of(file, reach, terminal);
    return work.report(work.run(true), json());
  }
}
