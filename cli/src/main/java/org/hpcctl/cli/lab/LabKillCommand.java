package org.hpcctl.cli.lab;

import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.LabHost;
import picocli.CommandLine.Command;

/// `hpcctl lab kill`
@Command(
    name = "kill",
    description = {
      "Take the power of hosts away: nobody is told, nothing is flushed.",
      "Their files stay; `hpcctl lab start` boots them again."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab kill head1"})
final class LabKillCommand extends LabHostsTask {

  LabKillCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String act(LabHost host) {
    host.kill();
    return "is off";
  }
}
