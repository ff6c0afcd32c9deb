package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.problem.Problem;
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
