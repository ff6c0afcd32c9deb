package org.hpcctl.plan;

import module java.base;

import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Known;
import org.hpcctl.resource.Resource;
import org.hpcctl.resource.Unit;

/// What one host answered: what is known of each resource, by its id, and the host's facts.
public record Observation(Map<String, Known<Resource>> known, Facts facts) {
  /// A host with nothing on it, for a plan without a connection.
  public static final Observation EMPTY = new Observation(Map.of(), Facts.NONE);

  public Observation {
    known = Map.copyOf(known);
  }

  /// What is known of a resource; one that was never asked for counts as absent.
  public Known<Resource> of(Resource resource) {
    Known<Resource> answer = known.get(resource.id());
    return answer == null ? new Known.Absent<>() : answer;
  }

  /// Whether a resource was seen as it shall be.
  public boolean matches(Resource desired) {
    return Difference.between("", desired, of(desired)) instanceof Change.InSync;
  }

  /// The same host, as if no unit had a record of what it was started with: all are started anew.
  public Observation forgettingStarts() {
    Map<String, Known<Resource>> forgotten = new HashMap<>(known);
    forgotten.replaceAll(
        (_, answer) ->
            answer instanceof Known.Present<Resource>(Unit unit) && !unit.startedWith().isEmpty()
                ? new Known.Present<>(unit.startedWith("forgotten"))
                : answer);
    return new Observation(forgotten, facts);
  }
}
