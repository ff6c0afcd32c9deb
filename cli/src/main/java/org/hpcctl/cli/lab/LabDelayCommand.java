package org.hpcctl.cli.lab;

import org.hpcctl.cli.ExitCode;
import org.hpcctl.cli.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hpcctl lab delay`
@Command(
    name = "delay",
    description = {
      "Make the network of all hosts slow, in each direction: a round trip from this machine",
      "takes twice the delay, one between hosts four times. 0 makes it fast again."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab delay 12", "  hpcctl lab delay 0"})
final class LabDelayCommand extends LabTask {
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "MILLISECONDS", description = "0 to 10000.")
  private int milliseconds;

  LabDelayCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  int run() {
    lab().delay(milliseconds);
    terminal.out().println("Each way takes %d ms more.".formatted(milliseconds));
    return ExitCode.OK.status();
  }
}
