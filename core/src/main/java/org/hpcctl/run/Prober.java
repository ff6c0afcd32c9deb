package org.hpcctl.run;

import module java.base;

import org.hpcctl.host.Fleet;
import org.hpcctl.host.Outcome;
import org.hpcctl.host.Remote;
import org.hpcctl.plan.Observation;
import org.hpcctl.plan.Plan;
import org.hpcctl.probe.Question;
import org.hpcctl.shell.Output;
import org.hpcctl.shell.Script;

/// Asks hosts for all that a plan needs to know: one exec a host, all hosts at once.
public final class Prober {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Plan plan;

  public Prober(Plan plan) {
    this.plan = plan;
  }

  public SequencedMap<String, Outcome<Observation>> probe(
      Fleet fleet, Collection<? extends Remote> remotes) {
    return fleet.each(remotes, this::probe);
  }

  Observation probe(Remote remote) {
    Question question = question(remote.host());
    Output output = remote.run(new Script(question.script(), PATIENCE));
    return question.read(output.stdout().lines().toList());
  }

  Question question(String host) {
    return Question.of(plan.resources(host), plan.facts());
  }
}
