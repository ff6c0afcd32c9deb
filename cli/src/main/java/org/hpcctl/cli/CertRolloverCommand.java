package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.StateFolder;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl cert rollover`
@Command(
    name = "rollover",
    description = {
      "Give the account at the CA a new key (RFC 8555, 7.3.5). Heads answer challenges by this key:",
      "give `hpcctl setup --phase web` afterwards; until then no order succeeds."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl cert rollover && hpcctl setup --phase web --yes"})
final class CertRolloverCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final CertificateWork work = new CertificateWork();

  CertRolloverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Cluster cluster = work.cluster(terminal);
    StateFolder folder = work.folder(cluster, terminal);
    try (StateFolder.Lock _ = folder.lock("hpcctl cert rollover")) {
      work.order(cluster, terminal).rollover(folder, terminal.err()::println);
    }
    terminal
        .out()
        .println("The account has a new key. Give `hpcctl setup --phase web` to tell the heads.");
    return ExitCode.OK.status();
  }
}
