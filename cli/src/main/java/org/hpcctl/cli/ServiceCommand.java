package org.hpcctl.cli;

import module java.base;

import org.hpcctl.health.Scope;
import org.hpcctl.health.Subject;
import org.hpcctl.health.UnitAction;
import org.hpcctl.host.Connections;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.run.ClusterLock;
import org.hpcctl.shell.Output;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Controller;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hpcctl service`
@Command(
    name = "service",
    description = {
      "Start, stop or restart a service by hand, one host at a time. What was started must become",
      "ready before the next host follows; a restart stops at the first host that fails."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl service restart job_api",
      "  hpcctl service stop file_service --host server2",
      "%nExit status: 0 done, 1 failed everywhere, 3 some hosts are done and some are not."
    })
final class ServiceCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();
  @Mixin private final UnitHosts hosts = new UnitHosts();

  @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private UnitAction action = UnitAction.start;

  @Parameters(
      index = "1",
      paramLabel = "SERVICE",
      completionCandidates = ServiceNames.Units.class,
      description = "${COMPLETION-CANDIDATES}.")
  private String service = "";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationWord.class,
      description = "How long it may take to become ready. Default: 60s.")
  private Duration timeout = Duration.ofSeconds(60);

  @Option(
      names = "--lock-wait",
      paramLabel = "DURATION",
      converter = DurationWord.class,
      description = "Wait this long for a run of hpcctl to end. Default: do not wait.")
  private Duration lockWait = Duration.ZERO;

  ServiceCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ServiceNames.demand(service, Scope.units(), command.commandLine());
    Cluster cluster = ThisHost.reachedDirectly(file.read(terminal));
    Scope scope = Scope.of(cluster);
    List<String> asked = inOrder(cluster, hosts.of(cluster, service));
    try (Connections connections =
        reach.connect(cluster, asked, file.directory(terminal), terminal)) {
      List<Problem> problems = new ArrayList<>(connections.problems());
      int done = 0;
      try (ClusterLock _ = ClusterLock.take(connections.remotes(), owner(), lockWait)) {
        boolean goingOn = action != UnitAction.restart || problems.isEmpty();
        for (Iterator<String> next = asked.iterator(); goingOn && next.hasNext(); ) {
          String host = next.next();
          Optional<Remote> remote = connections.remote(host);
          if (remote.isEmpty()) {
            continue;
          }
          List<Problem> failed = act(remote.get(), scope.subject(host, service).orElseThrow());
          problems.addAll(failed);
          done += failed.isEmpty() ? 1 : 0;
          goingOn = failed.isEmpty() || action != UnitAction.restart;
        }
      }
      terminal.tell(problems);
      if (problems.isEmpty()) {
        return ExitCode.OK.status();
      }
      terminal.err().println("%s on %d of %d hosts.".formatted(action.done(), done, asked.size()));
      return (done > 0 ? ExitCode.PARTIAL : ExitCode.REFUSED).status();
    }
  }

  /// The likely holder of the virtual IP comes last.
  private static List<String> inOrder(Cluster cluster, Collection<String> hosts) {
    return cluster.controllers().stream()
        .filter(host -> hosts.contains(host.hostname()))
        .sorted(Comparator.comparingInt(Controller::priority))
        .map(Controller::hostname)
        .toList();
  }

  private List<Problem> act(Remote remote, Subject subject) {
    long begin = System.nanoTime();
    Outcome<Output> outcome =
        reach
            .fleet()
            .each(List.of(remote), one -> one.run(action.on(subject, timeout)))
            .firstEntry()
            .getValue();
    return switch (outcome) {
      case Outcome.Failed<Output>(List<Problem> why, boolean _) -> why;
      case Outcome.Done<Output>(Output output) when output.succeeded() -> {
        terminal
            .out()
            .println(
                "%s: %s %s in %.1f s"
                    .formatted(
                        remote.host(), service, action.done(), (System.nanoTime() - begin) / 1e9));
        terminal.out().flush();
        yield List.of();
      }
      case Outcome.Done<Output>(Output output) ->
          List.of(
              Problem.error(
                      "%s was not %s on %s".formatted(service, action.done(), remote.host()),
                      output.stderr().strip(),
                      "hpcctl logs %s --host %s".formatted(service, remote.host()))
                  .at(Place.host(remote.host())));
    };
  }

  private String owner() {
    return "%s, hpcctl service %s %s, process %d"
        .formatted(System.getProperty("user.name"), action, service, ProcessHandle.current().pid());
  }
}
