package org.hpcctl.cli.lab;

import org.hpcctl.cli.ExitCode;
import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.Lab;
import picocli.CommandLine.Command;

/// `hpcctl lab down`
@Command(
    name = "down",
    description = {
      "Remove a lab: hosts, network and files, whatever state it is in.",
      "Images and packages are kept for the next one."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab down"})
final class LabDownCommand extends LabTask {
  private final Terminal terminal;

  LabDownCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  int run() {
    Lab.down(name());
    terminal.out().println("Nothing is left of the lab `%s`.".formatted(name()));
    return ExitCode.OK.status();
  }
}
