package org.hpcctl.plan;

import module java.base;

import org.hpcctl.resource.Resource;

/// What shall be: the phases in their order, each a list of stages. The plan is the contract: after
/// it nobody reads flags, the environment or YAML.
public record Plan(List<Step> steps, List<Fact> facts) {
  /// One phase's part.
  public record Step(int number, String phase, List<Stage> stages) {
    public Step {
      stages = List.copyOf(stages);
    }
  }

  public Plan {
    steps = List.copyOf(steps);
    facts = List.copyOf(facts);
  }

  /// The phases' part in the order of the list given.
  public static Plan of(List<Phase> phases, Inputs inputs) {
    return new Plan(
        phases.stream()
            .map(phase -> new Step(phase.number(), phase.name(), phase.stages(inputs)))
            .toList(),
        phases.stream().flatMap(phase -> phase.facts(inputs).stream()).distinct().toList());
  }

  public List<Stage> stages() {
    return steps.stream().flatMap(step -> step.stages().stream()).toList();
  }

  /// Every host that has something to be true on it, in the order of first mention.
  public List<String> hosts() {
    return stages().stream()
        .flatMap(stage -> stage.resources().keySet().stream())
        .distinct()
        .toList();
  }

  /// What must be true on one host, in order.
  public List<Resource> resources(String host) {
    return stages().stream()
        .flatMap(stage -> stage.resources().getOrDefault(host, List.of()).stream())
        .toList();
  }

  /// The part of the plan that concerns these hosts.
  public Plan on(Set<String> hosts) {
    return new Plan(
        steps.stream()
            .map(
                step ->
                    new Step(
                        step.number(),
                        step.phase(),
                        step.stages().stream().map(stage -> stage.on(hosts)).toList()))
            .toList(),
        facts);
  }
}
