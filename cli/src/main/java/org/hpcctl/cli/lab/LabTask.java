package org.hpcctl.cli.lab;

import module java.base;

import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabSpec;
import org.hpcctl.lab.Unable;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import picocli.CommandLine.Option;

/// What all commands of the lab have: the lab's name, and that its refusals are problems.
abstract class LabTask implements Callable<Integer> {
  @Option(
      names = "--name",
      paramLabel = "LAB",
      description = "Which lab. Default: ${DEFAULT-VALUE}.")
  private String name = LabSpec.DEFAULT_NAME;

  /// Does it, and answers with the exit status.
  abstract int run() throws IOException;

  @Override
  public final Integer call() throws IOException {
    try {
      return run();
    } catch (Unable e) {
      throw new Refused(Problem.error(e.what(), "", e.fix()));
    }
  }

  final String name() {
    return name;
  }

  final Lab lab() {
    return Lab.find(name)
        .orElseThrow(
            () ->
                new Unable(
                    "there is no lab `%s` on this machine".formatted(name),
                    "start it as root: hpcctl lab up"
                        + (name.equals(LabSpec.DEFAULT_NAME) ? "" : " --name " + name)));
  }
}
