package org.hpcctl.plan;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.resource.Absence;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Requirement;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.TextFile;
import org.hpcctl.resource.Unit;

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
                  .map(
                      resource ->
                          untold(host, resource, observation.facts())
                              .orElseGet(
                                  () -> {
                                    Resource known =
                                        Objects.requireNonNull(resolved.get(resource.id()));
                                    return between(host, known, observation.of(known));
                                  }))
                  .toList();
          parts.add(new Part(index, step.phase(), stage.name(), changes));
        }
        index++;
      }
    }
    return new Difference(host, withUnitsBehind(parts));
  }

  /// A unit has read what is about to change, whatever its record says: a file that somebody
  /// changed by hand and loaded by hand is loaded again when it is put right.
  private static List<Part> withUnitsBehind(List<Part> parts) {
    Set<String> changing =
        parts.stream()
            .flatMap(part -> part.pending().stream())
            .map(change -> change.desired().id())
            .collect(Collectors.toSet());
    return parts.stream()
        .map(
            part ->
                new Part(
                    part.index(),
                    part.phase(),
                    part.stage(),
                    part.changes().stream().map(change -> behind(change, changing)).toList()))
        .toList();
  }

  private static Change behind(Change change, Set<String> changing) {
    return change instanceof Change.InSync(Unit unit)
            && unit.uses().stream().anyMatch(changing::contains)
        ? new Change.Update(unit, unit.startedWith(""), List.of("started-with"))
        : change;
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

  /// A text that waits for a fact which the host was asked for and does not know.
  private static Optional<Change> untold(String host, Resource resource, Facts facts) {
    return resource instanceof TextFile file
            && file.content().resolve(facts).isEmpty()
            && file.content().facts().stream().anyMatch(facts::asked)
        ? Optional.of(
            new Change.Blocked(
                resource,
                unknown(
                    host,
                    resource,
                    "the host does not tell " + String.join(", ", file.content().facts()))))
        : Optional.empty();
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
