package org.hpcctl.cli;

import module java.base;

import org.hpcctl.phases.Phases;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Phase;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Release;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine.Option;

/// Which phases, on which hosts. A mixin of every command that plans.
final class Planning {
  @Option(
      names = "--phase",
      paramLabel = "NAME|NO",
      description = {
        "Only this phase and those it needs; may be given several times.",
        "Default: all phases."
      })
  private List<String> wanted = List.of();

  @Option(
      names = "--skip-phase",
      paramLabel = "NAME|NO",
      description = "Leave this phase out; may be given several times.")
  private List<String> skipped = List.of();

  @Option(
      names = "--limit",
      paramLabel = "HOST",
      description = "Only this host of the YAML; may be given several times.")
  private List<String> limit = List.of();

  /// The plan for the phases and hosts that were asked for.
  Plan plan(Cluster cluster, Optional<KeyPairPem> certificate, Release release) {
    Plan plan = Plan.of(phases(), new Inputs(cluster, certificate, release));
    return limit.isEmpty() ? plan : plan.on(Set.copyOf(hosts(cluster)));
  }

  /// The phases of a whole cluster that nothing is done for, when all were asked for.
  Optional<String> notBuilt() {
    return wanted.isEmpty()
        ? Optional.of(
            Phases.notBuilt().stream()
                .map(phase -> phase.number() + " " + phase.name())
                .collect(Collectors.joining(", ")))
        : Optional.empty();
  }

  private List<Phase> phases() {
    return Phases.select(wanted, skipped);
  }

  /// The hosts that were asked for, in the order of the YAML.
  List<String> hosts(Cluster cluster) {
    List<String> known =
        Stream.concat(
                cluster.controllers().stream().map(controller -> controller.hostname()),
                cluster.computeNodes().stream().map(node -> node.hostname()))
            .toList();
    List<Problem> problems =
        limit.stream()
            .filter(host -> !known.contains(host))
            .map(
                host ->
                    Problem.error(
                        "there is no host " + host + " in the YAML",
                        "",
                        "give one of: " + String.join(", ", known)))
            .toList();
    if (!problems.isEmpty()) {
      throw new Refused(problems);
    }
    return limit.isEmpty() ? known : known.stream().filter(limit::contains).toList();
  }
}
