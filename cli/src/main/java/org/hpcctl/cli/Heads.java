package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.host.Unreachable;
import org.hpcctl.phases.Phases;
import org.hpcctl.phases.web.CertificateSteps;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.run.ClusterLock;
import org.hpcctl.run.FleetCommit;
import org.hpcctl.run.Prober;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;

/// The heads of the portal, connected, for a run of the certificate.
///
/// @param inputs of the plan, with the certificate that was held before
final class Heads implements CertificateRun.Rollout {
  private final Inputs inputs;
  private final Connections connections;
  private final Fleet fleet;
  private final SequencedMap<String, Observation> seen = new LinkedHashMap<>();
  private final List<Problem> silent = new ArrayList<>();

  Heads(Inputs inputs, Connections connections, Fleet fleet) {
    this.inputs = inputs;
    this.connections = connections;
    this.fleet = fleet;
    silent.addAll(connections.problems());
    Plan portal = Plan.of(List.of(Phases.find("web").orElseThrow()), inputs);
    new Prober(portal)
        .probe(fleet, connections.remotes())
        .forEach(
            (host, outcome) -> {
              switch (outcome) {
                case Outcome.Done<Observation>(Observation observation) ->
                    seen.put(host, observation);
                case Outcome.Failed<Observation>(List<Problem> why, boolean _) ->
                    silent.addAll(why);
              }
            });
  }

  /// Why some heads could not be asked.
  List<Problem> unreached() {
    return List.copyOf(silent);
  }

  @Override
  public List<Problem> preflight(Consumer<String> told) {
    List<Problem> problems = new ArrayList<>();
    if (seen.isEmpty()) {
      problems.addAll(silent);
      return problems;
    }
    if (inputs.thumbprint().isPresent()) {
      told.accept("asking every head for the answer to a challenge");
      problems.addAll(
          ChallengeCheck.of(
              inputs.cluster(), inputs.thumbprint().get(), fleet, reached(seen.keySet())));
    }
    return problems;
  }

  @Override
  public Result deploy(
      KeyPairPem pair, HostCertificate leaf, List<String> hosts, Consumer<String> told) {
    List<Remote> reached = reached(hosts);
    List<Problem> problems = new ArrayList<>(silent);
    if (reached.isEmpty()) {
      return new Result(List.of(), problems);
    }
    told.accept(
        "deploying to " + reached.stream().map(Remote::host).collect(Collectors.joining(", ")));
    CertificateSteps steps = CertificateSteps.of(inputs, pair, leaf.fingerprint());
    String owner = ThisHost.owner("hpcctl cert");
    try (ClusterLock _ = ClusterLock.take(reached, owner, Duration.ofMinutes(5))) {
      FleetCommit commit =
          FleetCommit.make(
              "the new certificate",
              fleet,
              reached,
              host -> steps.on(host, Objects.requireNonNull(seen.get(host))));
      problems.addAll(commit.problems());
      return new Result(
          commit.done() ? reached.stream().map(Remote::host).toList() : List.of(), problems);
    } catch (Unreachable lost) {
      problems.add(lost.problem());
      return new Result(List.of(), problems);
    } catch (Refused refused) {
      problems.addAll(refused.problems());
      return new Result(List.of(), problems);
    }
  }

  private List<Remote> reached(Collection<String> hosts) {
    return connections.remotes().stream()
        .filter(remote -> hosts.contains(remote.host()) && seen.containsKey(remote.host()))
        .toList();
  }
}
