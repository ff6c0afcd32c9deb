package org.hpcctl.cli.lab;

import org.hpcctl.cli.ExitCode;
import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabHost;
import picocli.CommandLine.Command;

/// `hpcctl lab status`
@Command(
    name = "status",
    description = "Show a lab's hosts: power, cable, SSH.",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab status"})
final class LabStatusCommand extends LabTask {
  private final Terminal terminal;

  LabStatusCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  int run() {
    Lab lab = lab();
    String row = "%-7s %-12s %-9s %-6s %-13s %s%n";
    terminal.out().printf(row, "HOST", "ADDRESS", "SUITE", "POWER", "CABLE", "SSH");
    for (LabHost host : lab.hosts()) {
      terminal
          .out()
          .printf(
              row,
              host.name(),
              host.address(),
              host.suite().codename(),
              host.running() ? "on" : "off",
              host.cable(),
              host.answers() ? "answers" : "silent");
    }
    terminal.out().printf("%nYAML  %s%nVIP   %s%n", lab.yaml(), lab.vip());
    return ExitCode.OK.status();
  }
}
