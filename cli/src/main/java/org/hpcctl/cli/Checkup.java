package org.hpcctl.cli;

import module java.base;

import org.hpcctl.health.Health;
import org.hpcctl.health.HealthQuestion;
import org.hpcctl.health.HostAnswer;
import org.hpcctl.health.HostAsked;
import org.hpcctl.health.Scope;
import org.hpcctl.health.Subject;
import org.hpcctl.host.Connections;
import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.problem.Problem;
import org.hpcctl.shell.Output;

/// Asks every host of a scope how it is: one exec each, all at once.
///
/// @param asked what became of it, host by host
/// @param problems why some could not be asked
record Checkup(Map<String, HostAsked> asked, Health health, List<Problem> problems) {

  /// @param patience how long one answer over HTTP may take
  static Checkup of(
      Scope scope, Connections connections, Fleet fleet, Duration patience, InstantSource clock) {
    Map<String, HostAsked> asked = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>(connections.problems());
    fleet
        .each(connections.remotes(), remote -> ask(remote, scope, patience))
        .forEach(
            (host, outcome) -> {
              switch (outcome) {
                case Outcome.Done<HostAnswer>(HostAnswer answer) ->
                    asked.put(host, new HostAsked.Answered(answer));
                case Outcome.Failed<HostAnswer>(List<Problem> why, boolean _) ->
                    problems.addAll(why);
              }
            });
    for (String host : scope.hosts().keySet()) {
      asked.computeIfAbsent(host, _ -> new HostAsked.NotReached(why(host, problems)));
    }
    return new Checkup(asked, Health.of(scope, asked, clock.instant()), problems);
  }

  /// The same, knowing which certificate is the newest.
  Checkup withNewestCertificate(String serial) {
    return new Checkup(asked, health.withNewestCertificate(serial), problems);
  }

  HostAsked of(String host) {
    return Objects.requireNonNull(asked.get(host));
  }

  /// What the command ends with: a warning is no failure.
  ExitCode status() {
    return switch (health.verdict()) {
      case GOOD, WARNING -> ExitCode.OK;
      case BAD -> ExitCode.REFUSED;
      case UNKNOWN -> ExitCode.PARTIAL;
    };
  }

  boolean reachedAll() {
    return problems.isEmpty();
  }

  private static HostAnswer ask(Remote remote, Scope scope, Duration patience) {
    List<Subject> subjects = scope.hosts().getOrDefault(remote.host(), List.of());
    HealthQuestion question = HealthQuestion.of(subjects, patience);
    Output output = remote.run(question.script());
    return question.read(output.stdout().lines().toList());
  }

  private static String why(String host, List<Problem> problems) {
    return problems.stream()
        .filter(problem -> problem.place().map(place -> place.file().equals(host)).orElse(false))
        .map(Problem::what)
        .findFirst()
        .orElse(host + " could not be asked");
  }
}
