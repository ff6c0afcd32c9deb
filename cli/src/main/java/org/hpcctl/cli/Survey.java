package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.problem.Problem;
import org.hpcctl.report.PlanJson;
import org.hpcctl.report.PlanText;
import org.hpcctl.run.Prober;

/// What differs on each host that could be asked, and why the others could not.
record Survey(SequencedMap<String, Difference> differences, List<Problem> problems) {

  /// Asks the hosts: one exec each.
  ///
  /// @param afresh whether units count as behind, so that every one of them is started anew
  static Survey of(Plan plan, Connections connections, Fleet fleet, boolean afresh) {
    SequencedMap<String, Difference> differences = new LinkedHashMap<>();
    List<Problem> problems = new ArrayList<>(connections.problems());
    new Prober(plan)
        .probe(fleet, connections.remotes())
        .forEach(
            (host, outcome) -> {
              switch (outcome) {
                case Outcome.Done<Observation>(Observation seen) ->
                    differences.put(
                        host,
                        Difference.between(plan, host, afresh ? seen.forgettingStarts() : seen));
                case Outcome.Failed<Observation>(List<Problem> why, boolean _) ->
                    problems.addAll(why);
              }
            });
    return new Survey(differences, problems);
  }

  /// Hosts with nothing on them: what a plan is without a connection.
  static Survey offline(Plan plan) {
    SequencedMap<String, Difference> differences = new LinkedHashMap<>();
    plan.hosts()
        .forEach(host -> differences.put(host, Difference.between(plan, host, Observation.EMPTY)));
    return new Survey(differences, List.of());
  }

  /// Prints what differs, and tells what is wrong.
  void show(Terminal terminal, boolean json, boolean whole) {
    if (json) {
      terminal.out().print(PlanJson.plan(differences.values(), problems));
    } else {
      terminal.out().print(new PlanText(terminal.ink(), whole).of(differences.values()));
      terminal.out().flush();
      terminal.tell(allProblems());
    }
  }

  /// How a command ends that only looked.
  ///
  /// @param telling whether what differs has a status of its own
  ExitCode seen(boolean telling) {
    if (!allProblems().isEmpty()) {
      return someAreSound() ? ExitCode.PARTIAL : ExitCode.REFUSED;
    }
    return telling && pending() ? ExitCode.CHANGES : ExitCode.OK;
  }

  /// Whether there is a host on which nothing stands in the way.
  boolean someAreSound() {
    return differences.values().stream().anyMatch(difference -> difference.problems().isEmpty());
  }

  boolean pending() {
    return differences.values().stream().anyMatch(difference -> !difference.empty());
  }

  /// Every problem: of hosts that could not be asked, and of what was found on those that could.
  List<Problem> allProblems() {
    return Stream.concat(
            problems.stream(),
            differences.values().stream().flatMap(difference -> difference.problems().stream()))
        .toList();
  }
}
