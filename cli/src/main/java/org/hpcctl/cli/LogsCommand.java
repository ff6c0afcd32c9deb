package org.hpcctl.cli;

import module java.base;

import org.hpcctl.health.Scope;
import org.hpcctl.host.Connections;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;
import org.hpcctl.spec.Cluster;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hpcctl logs`
@Command(
    name = "logs",
    description = {
      "Show what a service wrote into the journals of its hosts, in the order of time (UTC)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  hpcctl logs job_api -n 20",
      "  hpcctl logs nginx --host server1 --since '1 hour ago'",
      "  hpcctl logs auth_service -f",
      "%nExit status: 0 shown, 1 no host could be asked, 3 some could not."
    })
final class LogsCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration FOLLOWED = Duration.ofDays(7);

  private final Terminal terminal;

  /// Complete when nobody reads standard output any more, as after `| head -1`.
  private final CompletableFuture<@Nullable Void> unread = new CompletableFuture<>();

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private final SpecFile file = new SpecFile();
  @Mixin private final Reach reach = new Reach();
  @Mixin private final UnitHosts hosts = new UnitHosts();

  @Parameters(
      paramLabel = "SERVICE",
      completionCandidates = ServiceNames.Units.class,
      description = "${COMPLETION-CANDIDATES}.")
  private String service = "";

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      description = "The last N lines of each host. Default: 100, with --since all.")
  private Optional<Integer> lines = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing new lines, until Ctrl-C.")
  private boolean follow;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "From this time on, as journalctl knows it: '10 min ago', today, 2026-11-21.")
  private Optional<String> since = Optional.empty();

  LogsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ServiceNames.demand(service, Scope.units(), command.commandLine());
    Cluster cluster = ThisHost.reachedDirectly(file.read(terminal));
    SequencedSet<String> asked = hosts.of(cluster, service);
    try (Connections connections =
        reach.connect(cluster, asked, file.directory(terminal), terminal)) {
      List<Problem> problems = new ArrayList<>(connections.problems());
      LogLines shown = new LogLines(terminal.ink(), asked);
      Map<String, Outcome<Output>> outcomes =
          reach.fleet().each(connections.remotes(), remote -> read(remote, shown));
      if (!follow) {
        shown.inOrderOfTime().forEach(terminal.out()::println);
      }
      outcomes.forEach((host, outcome) -> problems.addAll(problems(host, outcome)));
      terminal.out().flush();
      if (problems.size() >= asked.size()) {
        throw new Refused(problems);
      }
      terminal.tell(problems);
      return (problems.isEmpty() ? ExitCode.OK : ExitCode.PARTIAL).status();
    }
  }

  private Output read(Remote remote, LogLines shown) {
    String text = "export TZ=UTC LC_ALL=C\nexec " + journalctl() + "\n";
    return follow
        ? remote.follow(
            new Script(text, FOLLOWED), line -> show(shown.line(remote.host(), line)), unread)
        : remote.run(new Script(text, PATIENCE), line -> shown.keep(remote.host(), line));
  }

  private void show(String line) {
    synchronized (terminal) {
      terminal.out().println(line);
      if (terminal.out().checkError()) {
        unread.complete(null);
      }
    }
  }

  private org.hpcctl.shell.Command journalctl() {
    List<String> words =
        new ArrayList<>(
            List.of(
                "journalctl",
                "--no-pager",
                "--quiet",
                "--output=short-iso-precise",
                "--no-hostname",
                "--unit=" + service + ".service"));
    since.ifPresent(time -> words.add("--since=" + time));
    if (lines.isPresent() || since.isEmpty()) {
      words.add("--lines=" + lines.orElse(100));
    }
    if (follow) {
      words.add("--follow");
    }
    return new org.hpcctl.shell.Command(words);
  }

  private static List<Problem> problems(String host, Outcome<Output> outcome) {
    return switch (outcome) {
      case Outcome.Failed<Output>(List<Problem> why, boolean _) -> why;
      case Outcome.Done<Output>(Output output) when !output.succeeded() ->
          List.of(
              Problem.error(
                      "the journal of " + host + " could not be read", output.stderr().strip(), "")
                  .at(Place.host(host)));
      case Outcome.Done<Output> _ -> List.of();
    };
  }
}
