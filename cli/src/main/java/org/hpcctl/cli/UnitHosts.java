package org.hpcctl.cli;

import module java.base;

import org.hpcctl.health.Scope;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.schema.Closest;
import picocli.CommandLine.Option;

/// On which hosts a unit is meant. A mixin of every command that is about one unit.
final class UnitHosts {
  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Only this host; may be given several times. Default: all that run it.")
  private List<String> chosen = List.of();

  /// @throws Refused when nobody runs the unit, or not the host that was given
  SequencedSet<String> of(Cluster cluster, String unit) {
    SequencedMap<String, ?> running = Scope.of(cluster).only(List.of(unit)).hosts();
    if (running.isEmpty()) {
      throw new Refused(
          Problem.error(
              "no controller runs " + unit, "", "see `controllers:` and their `services:`"));
    }
    List<Problem> unknown =
        chosen.stream()
            .filter(host -> !running.containsKey(host))
            .map(host -> elsewhere(host, unit, running.keySet()))
            .toList();
    if (!unknown.isEmpty()) {
      throw new Refused(unknown);
    }
    return running.keySet().stream()
        .filter(host -> chosen.isEmpty() || chosen.contains(host))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Problem elsewhere(String host, String unit, Collection<String> running) {
    return Problem.error(
        "%s is not a host that runs %s".formatted(host, unit),
        "",
        Closest.to(host, running)
            .map(meant -> "did you mean " + meant + "?")
            .orElseGet(() -> "give one of: " + String.join(", ", running)));
  }
}
