package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.cli.ExitCode;
import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabHost;
import picocli.CommandLine.Parameters;

/// A command that does one thing to each of the named hosts.
abstract class LabHostsTask extends LabTask {
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "HOST", description = "For example head1 node2.")
  private List<String> names = List.of();

  LabHostsTask(Terminal terminal) {
    this.terminal = terminal;
  }

  /// Does it, and answers with what the host is then.
  abstract String act(LabHost host);

  @Override
  final int run() {
    Lab lab = lab();
    // All names first: a wrong one must not be found out half way.
    List<LabHost> hosts = names.stream().map(lab::host).toList();
    for (LabHost host : hosts) {
      terminal.out().println(host.name() + " " + act(host));
    }
    return ExitCode.OK.status();
  }
}
