package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.problem.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hpcctl cert dry-run`
@Command(
    name = "dry-run",
    description = {
      "Tell whether an order would succeed: the CA answers, the account is fit, every name leads",
      "here, and every head answers a challenge for every name. Orders nothing, changes no head"
          + " and",
      "counts against no limit; the account is registered at the CA if it is not there."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  hpcctl cert dry-run", "%nExit status: 0 an order should succeed, 1 it would not."})
final class CertDryRunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();

  CertDryRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    CertificateWork work = CertificateWork.of(file, reach, terminal);
    List<Problem> problems = new ArrayList<>();
    try (Connections.Opening opening = work.opening();
        CertificateOrder order = work.order()) {
      problems.addAll(order.rehearse(work.folder(), terminal.err()::println));
      problems.addAll(order.preflight(work.folder(), reach.fleet(), terminal.err()::println));
      Heads heads = work.heads(() -> opening.to(CertificateRun.heads(work.cluster())));
      problems.addAll(heads.preflight(terminal.err()::println));
      heads.unreached().stream().filter(it -> !problems.contains(it)).forEach(problems::add);
    }
    terminal.tell(problems);
    boolean refused = problems.stream().anyMatch(Problem::refuses);
    terminal
        .out()
        .println(
            refused
                ? "An order would not succeed."
                : "An order for %s should succeed."
                    .formatted(String.join(", ", work.cluster().certificateNames())));
    return (refused ? ExitCode.REFUSED : ExitCode.OK).status();
  }
}
