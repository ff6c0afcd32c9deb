package org.hpcctl.plan;

import module java.base;

import org.hpcctl.resource.Resource;

/// Resources that are made true together, in their order, before the next stage begins.
///
/// @param resources by host name, in the order in which the hosts are visited
public record Stage(
    String name,
    Rollout rollout,
    List<Validation> validations,
    SequencedMap<String, List<Resource>> resources) {
  public Stage {
    validations = List.copyOf(validations);
    SequencedMap<String, List<Resource>> copy = new LinkedHashMap<>();
    resources.forEach((host, list) -> copy.put(host, List.copyOf(list)));
    resources = Collections.unmodifiableSequencedMap(copy);
  }

  public static Stage everywhere(String name, SequencedMap<String, List<Resource>> resources) {
    return new Stage(name, new Rollout.Everywhere(), List.of(), resources);
  }

  /// The part of the stage that concerns these hosts.
  Stage on(Set<String> hosts) {
    SequencedMap<String, List<Resource>> kept = new LinkedHashMap<>(resources);
    kept.keySet().retainAll(hosts);
    return new Stage(name, rollout, validations, kept);
  }
}
