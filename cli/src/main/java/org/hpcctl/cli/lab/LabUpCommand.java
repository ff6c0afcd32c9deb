package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.cli.ExitCode;
import org.hpcctl.cli.Terminal;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabSpec;
import org.hpcctl.lab.Suite;
import org.hpcctl.lab.Unable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `hpcctl lab up`
@Command(
    name = "up",
    description = {
      "Boot a lab and write its YAML. Cleans up first after a run that was killed.",
      "The first time a Debian image is built, which takes a minute or two."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl lab up", "  hpcctl lab up --heads 2 --compute 1 --suite bookworm,trixie"})
final class LabUpCommand extends LabTask {
  private final Terminal terminal;

  @Option(
      names = "--heads",
      paramLabel = "NUMBER",
      description = "How many controllers, 1 to 9. Default: ${DEFAULT-VALUE}.")
  private int heads = 3;

  @Option(
      names = "--compute",
      paramLabel = "NUMBER",
      description = "How many compute nodes, 0 to 69. Default: ${DEFAULT-VALUE}.")
  private int computes = 0;

  @Option(
      names = "--suite",
      paramLabel = "SUITE",
      description = {
        "bookworm (Debian 12), trixie (Debian 13), or both with a comma",
        "between them for the hosts in turn. Default: ${DEFAULT-VALUE}."
      })
  private String suites = "bookworm";

  LabUpCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  int run() {
    var spec = new LabSpec(name(), heads, computes, Suite.parse(suites));
    if (Lab.find(name()).isPresent()) {
      throw new Unable(
          "the lab `%s` is up already".formatted(name()),
          "see it with `hpcctl lab status`, take it down with `hpcctl lab down`");
    }
    var progress = new ProgressLine(terminal);
    Lab lab = Lab.up(spec, progress).keep();
    progress.end();
    terminal.out().print(Welcome.text(lab.spec(), lab.hosts(), lab.yaml()));
    return ExitCode.OK.status();
  }
}
