package org.hpcctl.cli;

import module java.base;

import org.hpcctl.certificate.StateFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl cert rollover`
@Command(
    name = "rollover",
    description = {
      "Give the account at the CA a new key (RFC 8555, 7.3.5). Heads answer challenges by this"
          + " key:",
      "give `hpcctl setup --phase web` afterwards; until then no order succeeds."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl cert rollover && hpcctl setup --phase web --yes"})
final class CertRolloverCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  CertRolloverCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CertificateWork work = CertificateWork.of(file, reach, terminal);
    StateFolder folder = work.folder();
    try (StateFolder.Lock _ = folder.lock(ThisHost.owner("hpcctl cert rollover"))) {
      work.accounts().settle(work.folder());
      work.accounts().rollover(folder, terminal.err()::println);
    }
    terminal
        .out()
        .println("The account has a new key. Give `hpcctl setup --phase web` to tell the heads.");
    return ExitCode.OK.status();
  }
}
