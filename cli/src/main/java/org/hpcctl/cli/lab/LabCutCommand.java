package org.hpcctl.cli.lab;

import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.LabHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hpcctl lab cut`
@Command(
    name = "cut",
    description = "Pull the network cable of hosts.",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab cut head1"})
final class LabCutCommand extends LabHostsTask {
  @Option(
      names = "--silent",
      description = "Cut it somewhere in between: the host still sees its link up.")
  private boolean silent;

  LabCutCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  String act(LabHost host) {
    host.cut(silent);
    return "is cut off";
  }
}
