package org.hpcctl.cli;

import module java.base;

import org.hpcctl.phases.Phases;
import org.hpcctl.phases.web.BackEnds;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Phase;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Release;
import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.spec.Cluster;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Which phases, on which hosts. A mixin of every command that plans.
final class Planning {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

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

  private List<String> leftOut = List.of();

  /// The plan for the phases and hosts that were asked for.
  ///
  /// @param authorities as [SignInAuthorityFiles] reads them
  Plan plan(
      Cluster cluster,
      PortalCertificate certificate,
      SignInAuthorities authorities,
      Release release) {
    Plan whole =
        Plan.of(
            phases(),
            new Inputs(
                cluster, certificate.pair(), certificate.thumbprint(), authorities, release));
    Plan plan = limit.isEmpty() ? whole : whole.on(Set.copyOf(hosts(cluster)));
    if (plan.hosts().isEmpty()) {
      throw misused("these phases do nothing on " + String.join(", ", hosts(cluster)));
    }
    leftOut = new ArrayList<>(whole.hosts());
    leftOut.removeAll(plan.hosts());
    return plan;
  }

  /// Whether the plan is for every host.
  boolean whole() {
    return leftOut.isEmpty();
  }

  /// That heads may differ for a while, in one line, when `--limit` leaves some of them out.
  Optional<String> limited() {
    return leftOut.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "left out by --limit: %s; until setup runs there too, heads may differ,"
                    .formatted(String.join(", ", leftOut))
                + " nginx's upstreams among the rest");
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

  /// What an operator has to know about a phase that was asked for before it is applied.
  Optional<String> notice(Cluster cluster) {
    return phases().stream().anyMatch(phase -> phase.name().equals("web"))
        ? BackEnds.notice(cluster)
        : Optional.empty();
  }

  private List<Phase> phases() {
    List<Phase> phases = Phases.select(wanted, skipped);
    if (phases.isEmpty()) {
      throw misused("no phase is left: take one out of --skip-phase, or name another by --phase");
    }
    return phases;
  }

  private CommandLine.ParameterException misused(String what) {
    return new CommandLine.ParameterException(command.commandLine(), what);
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
