package org.hpcctl.cli.lab;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `hpcctl lab exec`
@Command(
    name = "exec",
    description = {
      "Run a command as root inside a host, without its network: works when the cable is cut.",
      "The exit status is that of the command."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab exec head1 ip address", "  hpcctl lab exec head1 bash"})
final class LabExecCommand extends LabTask {
  @Parameters(index = "0", paramLabel = "HOST", description = "For example head1.")
  private String host = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "A command and its arguments, read by the host's shell.")
  private List<String> words = List.of();

  @Override
  int run() {
    return lab().host(host).execHere(String.join(" ", words));
  }
}
