package org.hpcctl.cli.lab;

import module java.base;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `hpcctl lab ssh`
@Command(
    name = "ssh",
    description = "Log in to a host over SSH. The exit status is that of ssh.",
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab ssh head1", "  hpcctl lab ssh --user root head1 systemctl --failed"})
final class LabSshCommand extends LabTask {
  @Option(
      names = "--user",
      paramLabel = "USER",
      description = {
        "hpc (sudo without a password), hpcpw (sudo asks for one) or root.",
        "Default: ${DEFAULT-VALUE}."
      })
  private String user = "hpc";

  @Parameters(index = "0", paramLabel = "HOST", description = "For example head1.")
  private String host = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "What to run there. Default: a shell.")
  private List<String> words = List.of();

  @Override
  int run() {
    return lab().host(host).sshHere(user, words);
  }
}
