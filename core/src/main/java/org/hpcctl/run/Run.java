package org.hpcctl.run;

import module java.base;

import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.plan.Change;
import org.hpcctl.plan.Difference;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Rollout;
import org.hpcctl.plan.Stage;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.resource.Unit;

/// Makes a plan true on the hosts that can be reached, stage by stage. A host that fails is left
/// out of what follows; the others go on, unless a rolling stage failed: then the roll stops.
public final class Run {
  private final Plan plan;
  private final Fleet fleet;
  private final boolean afresh;
  private final Consumer<Event> events;
  private final Applier applier;
  private final SequencedMap<String, Remote> remotes = new LinkedHashMap<>();
  private final Map<String, Difference> differences = new ConcurrentHashMap<>();
  private final SequencedMap<String, HostResult> results = new LinkedHashMap<>();

  /// @param id names the run in the logs of the hosts
  /// @param afresh whether every unit is started anew, also when nothing differs
  public Run(String id, Plan plan, boolean afresh, Fleet fleet, Consumer<Event> events) {
    this.plan = plan;
    this.afresh = afresh;
    this.fleet = fleet;
    this.events = events;
    this.applier = new Applier(id, plan, events);
  }

  /// A name for a run that sorts by time: `20261121-104501-7f3a`.
  public static String newId(Clock clock) {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").format(LocalDateTime.now(clock))
        + "-%04x".formatted(new SecureRandom().nextInt(0x10000));
  }

  /// Applies what differs.
  ///
  /// @param found what differs on each host; hosts without an open connection are left alone
  public List<HostResult> apply(Collection<? extends Remote> open, Map<String, Difference> found) {
    for (Remote remote : open) {
      Difference difference = found.get(remote.host());
      if (difference != null) {
        remotes.put(remote.host(), remote);
        differences.put(remote.host(), difference);
        results.put(remote.host(), HostResult.untouched(remote.host()));
        refuseWhenBlocked(remote.host(), difference);
      }
    }
    int index = 0;
    boolean rolling = true;
    for (Plan.Step step : plan.steps()) {
      for (Stage stage : step.stages()) {
        List<Remote> concerned = concerned(index);
        if (rolling && !concerned.isEmpty()) {
          events.accept(
              new Event.StageBegan(
                  step.phase(), stage.name(), concerned.stream().map(Remote::host).toList()));
          rolling = apply(index, stage, concerned);
          events.accept(new Event.StageEnded(step.phase(), stage.name()));
        }
        index++;
      }
    }
    if (!rolling) {
      stopRoll();
    }
    return List.copyOf(results.values());
  }

  private List<Remote> concerned(int stage) {
    return remotes.values().stream()
        .filter(remote -> result(remote.host()).succeeded())
        .filter(remote -> difference(remote.host()).of(stage).stream().anyMatch(Change::pending))
        .toList();
  }

  /// @return whether the run may go on
  private boolean apply(int index, Stage stage, List<Remote> concerned) {
    return switch (stage.rollout()) {
      case Rollout.Everywhere _ -> {
        fleet
            .each(
                concerned, remote -> applier.apply(remote, index, stage, difference(remote.host())))
            .forEach((host, outcome) -> keep(host, index, outcome));
        yield true;
      }
      case Rollout.OneByOne _ ->
          concerned.stream()
              .allMatch(
                  remote -> {
                    fleet
                        .each(
                            List.of(remote),
                            one -> applier.apply(one, index, stage, difference(one.host())))
                        .forEach((host, outcome) -> keep(host, index, outcome));
                    return result(remote.host()).succeeded();
                  });
    };
  }

  private void keep(String host, int index, Outcome<Observation> outcome) {
    switch (outcome) {
      case Outcome.Done<Observation>(Observation after) -> {
        List<Change> done = difference(host).of(index).stream().filter(Change::pending).toList();
        long moved = done.stream().filter(change -> change.desired() instanceof Unit).count();
        results.put(host, result(host).plus(done.size(), Math.toIntExact(moved)));
        Difference difference =
            Difference.between(plan, host, afresh ? after.forgettingStarts() : after);
        differences.put(host, difference);
        refuseWhenBlocked(host, difference);
      }
      case Outcome.Failed<Observation>(List<Problem> problems, boolean _) -> fail(host, problems);
    }
  }

  private void refuseWhenBlocked(String host, Difference difference) {
    if (!difference.problems().isEmpty()) {
      fail(host, difference.problems());
    }
  }

  private void fail(String host, List<Problem> problems) {
    results.put(host, result(host).failed(problems));
    events.accept(new Event.HostFailed(host, problems));
  }

  private void stopRoll() {
    results.replaceAll(
        (host, result) ->
            result.succeeded() && !difference(host).empty()
                ? result.failed(
                    List.of(
                        Problem.error(
                                "left as it is: the roll stopped at another host",
                                "a change that failed on one host is not tried on the next",
                                "mend the host that failed, then run again")
                            .at(Place.host(host))))
                : result);
  }

  private Difference difference(String host) {
    return Objects.requireNonNull(differences.get(host));
  }

  private HostResult result(String host) {
    return Objects.requireNonNull(results.get(host));
  }
}
