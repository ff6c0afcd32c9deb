package org.hpcctl.plan;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;

/// What differs on one host, stage by stage. Written once for all kinds.
///
/// @param stages in the plan's order; only those that concern the host
public record Difference(String host, List<Part> stages) {
  /// One stage's changes, in the order of its resources.
  ///
  /// @param index of the stage in the plan
  public record Part(int index, String phase, String stage, List<Change> changes) {
    public Part {
      changes = List.copyOf(changes);
    }

    public List<Change> pending() {
      return changes.stream().filter(Change::pending).toList();
    }
  }

  public Difference {
    stages = List.copyOf(stages);
  }

  public static Difference between(Plan plan, String host, Observation observation) {
    Map<String, Resource> resolved = Resolution.of(plan.resources(host), observation.facts());
    List<Part> parts = new ArrayList<>();
    int index = 0;
    for (Plan.Step step : plan.steps()) {
      for (Stage stage : step.stages()) {
        List<Resource> resources = stage.resources().get(host);
        if (resources != null) {
          List<Change> changes =
              resources.stream()
                  .map(resource -> Objects.requireNonNull(resolved.get(resource.id())))
                  .map(resource -> between(host, resource, observation.of(resource)))
                  .toList();
          parts.add(new Part(index, step.phase(), stage.name(), changes));
        }
        index++;
      }
    }
    return new Difference(host, parts);
  }

  static Change between(String host, Resource desired, Known<Resource> known) {
    return switch (known) {
      case Known.Unknown<Resource>(String why) ->
          new Change.Blocked(desired, unknown(host, desired, why));
      case Known.Absent<Resource> _ when desired instanceof Requirement requirement ->
          // Offline nobody was asked: a requirement is met until a host says otherwise.
          new Change.InSync(requirement);
      case Known.Absent<Resource> _ when desired instanceof Absence -> new Change.Remove(desired);
      case Known.Absent<Resource> _ -> new Change.Create(desired);
      case Known.Present<Resource>(Requirement met) when met.answer().equals(Requirement.MET) ->
          new Change.InSync(desired);
      case Known.Present<Resource>(Requirement unmet) ->
          new Change.Blocked(desired, unmet(host, unmet));
      case Known.Present<Resource>(Resource observed) -> compare(desired, observed);
    };
  }

  private static Change compare(Resource desired, Resource observed) {
    SequencedMap<String, String> seen = observed.fields();
    List<String> differing =
        desired.fields().entrySet().stream()
            .filter(field -> !field.getValue().equals(seen.get(field.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    return differing.isEmpty()
        ? new Change.InSync(desired)
        : new Change.Update(desired, observed, differing);
  }

  private static Problem unknown(String host, Resource resource, String why) {
    return Problem.error(
            resource.id() + " is left alone: " + why,
            "hpcctl changes only what it could look at",
            "look at it on the host, put it right or move it away, then run again")
        .at(Place.host(host));
  }

  private static Problem unmet(String host, Requirement requirement) {
    return Problem.error(requirement.answer(), requirement.why(), requirement.fix())
        .at(Place.host(host));
  }

  public List<Change> changes() {
    return stages.stream().flatMap(part -> part.changes().stream()).toList();
  }

  public List<Change> pending() {
    return changes().stream().filter(Change::pending).toList();
  }

  public boolean empty() {
    return pending().isEmpty();
  }

  /// Why nothing may be changed on this host; empty when it may.
  public List<Problem> problems() {
    return changes().stream()
        .filter(Change.Blocked.class::isInstance)
        .map(change -> ((Change.Blocked) change).problem())
        .toList();
  }

  /// The changes of one stage of the plan, none when it does not concern the host.
  public List<Change> of(int stage) {
    return stages.stream()
        .filter(part -> part.index() == stage)
        .flatMap(part -> part.changes().stream())
        .toList();
  }
}
