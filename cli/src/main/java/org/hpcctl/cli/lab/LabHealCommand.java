package org.hpcctl.cli.lab;

import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.LabHost;
import picocli.CommandLine.Command;

/// `hpcctl lab heal`
@Command(
    name = "heal",
    description = "Plug the network cable of hosts in again.",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab heal head1"})
final class LabHealCommand extends LabHostsTask {

  LabHealCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String act(LabHost host) {
    host.heal();
    return "is plugged in";
  }
}
