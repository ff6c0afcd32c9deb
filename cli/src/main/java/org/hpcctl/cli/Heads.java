package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.host.Unreachable;
import org.hpcctl.phases.web.CertificateSteps;
import org.hpcctl.plan.Inputs;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.probe.Question;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.hpcctl.run.ClusterLock;
import org.hpcctl.run.FleetCommit;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.shell.Script;

/// The heads of the portal, for a run of the certificate. Each is asked once, when it is first
/// needed.
final class Heads implements CertificateRun.Rollout {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Inputs inputs;
  private final Plan nginx;
  private final Supplier<Connections> opening;
  private final Fleet fleet;
  private Optional<Connections> connections = Optional.empty();
  private final SequencedMap<String, Observation> seen = new LinkedHashMap<>();
  private final List<Problem> silent = new ArrayList<>();

  /// What one head said.
  private record Look(Observation observation, List<Problem> unproven) {}

  /// @param inputs of the plan, with the certificate that was held before
  /// @param opening waits for connections to the heads
  Heads(Inputs inputs, Supplier<Connections> opening, Fleet fleet) {
    this.inputs = inputs;
    this.nginx = CertificateSteps.nginx(inputs);
    this.opening = opening;
    this.fleet = fleet;
  }

  /// Whether an order could succeed, as far as heads tell; a head that tells nothing stands in the
  /// way only if all do.
  @Override
  public List<Problem> preflight(Consumer<String> told) {
    Optional<ChallengeCheck> check =
        inputs.thumbprint().map(thumbprint -> ChallengeCheck.of(inputs.cluster(), thumbprint));
    if (check.isPresent()) {
      told.accept("asking every head for the answer to a challenge");
    }
    List<Problem> problems = look(check);
    return seen.isEmpty() ? unreached() : problems;
  }

  /// Why some heads could not be asked.
  List<Problem> unreached() {
    return List.copyOf(silent);
  }

  /// Asks every head, in one exec each.
  ///
  /// @return what speaks against an order
  private List<Problem> look(Optional<ChallengeCheck> check) {
    Connections reached = opening.get();
    connections = Optional.of(reached);
    silent.addAll(reached.problems());
    List<Problem> unproven = new ArrayList<>();
    fleet
        .each(reached.remotes(), remote -> look(remote, check))
        .forEach(
            (host, outcome) -> {
              switch (outcome) {
                case Outcome.Done<Look>(Look look) -> {
                  seen.put(host, look.observation());
                  unproven.addAll(look.unproven());
                }
                case Outcome.Failed<Look>(List<Problem> why, boolean _) -> silent.addAll(why);
              }
            });
    return unproven;
  }

  private Look look(Remote remote, Optional<ChallengeCheck> check) {
    String host = remote.host();
    Question question = Question.of(nginx.resources(host), nginx.facts());
    String script = question.script() + check.map(challenge -> challenge.script(host)).orElse("");
    Duration patience =
        check.map(challenge -> PATIENCE.plus(challenge.patience())).orElse(PATIENCE);
    List<String> lines = remote.run(new Script(script, patience)).stdout().lines().toList();
    return new Look(
        question.read(lines),
        check.map(challenge -> challenge.judged(host, lines)).orElse(List.of()));
  }

  @Override
  public Result deploy(
      KeyPairPem pair, HostCertificate leaf, List<String> hosts, Consumer<String> told) {
    if (connections.isEmpty()) {
      look(Optional.empty());
    }
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
    return connections.stream()
        .flatMap(all -> all.remotes().stream())
        .filter(remote -> hosts.contains(remote.host()) && seen.containsKey(remote.host()))
        .toList();
  }
}
