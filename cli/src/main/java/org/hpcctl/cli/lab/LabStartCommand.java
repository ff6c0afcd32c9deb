package org.hpcctl.cli.lab;

import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.LabHost;
import picocli.CommandLine.Command;

/// `hpcctl lab start`
@Command(
    name = "start",
    description = "Switch hosts on and wait until users can log in.",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab start head1"})
final class LabStartCommand extends LabHostsTask {

  LabStartCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String act(LabHost host) {
    host.start();
    return "is up";
  }
}
