package org.hpcctl.phases;

import module java.base;

import org.hpcctl.plan.Plan;
import org.hpcctl.plan.Resolution;
import org.hpcctl.plan.Rollout;
import org.hpcctl.plan.Stage;
import org.hpcctl.resource.Facts;
import org.hpcctl.resource.Resource;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class PlanTest {
  private static final Map<String, String> BOOKWORM =
      Map.of("nginx.version", "1.22.1", "vip.interface", "eth0");

  @Test
  void the_plan_of_three_heads_is_as_reviewed() {
    StringBuilder text = new StringBuilder();
    for (Plan.Step step : Plan.of(Phases.all(), Example.three()).steps()) {
      text.append(step.number()).append(' ').append(step.phase()).append('\n');
      step.stages().forEach(stage -> describe(stage, text));
    }
    Golden.assertMatches("plan.txt", text.toString());
  }

  private static void describe(Stage stage, StringBuilder text) {
    String rollout =
        switch (stage.rollout()) {
          case Rollout.Everywhere _ -> "everywhere";
          case Rollout.OneByOne one -> "one by one, patience " + one.patience().toSeconds() + " s";
        };
    text.append("  ").append(stage.name()).append(" (").append(rollout).append(")\n");
    stage
        .resources()
        .forEach(
            (host, resources) -> {
              text.append("    ").append(host).append('\n');
              resources.forEach(
                  resource -> text.append("      ").append(resource.id()).append('\n'));
            });
  }

  @Test
  void the_files_of_a_head_are_as_reviewed() {
    HostFiles.of(Example.three(), "server1", BOOKWORM)
        .forEach(
            (path, text) -> {
              if (!path.startsWith("/etc/nginx/tls/")) {
                Golden.assertMatches("server1" + path, text);
              }
            });
  }

  @Test
  void the_scripts_of_a_rolling_update_are_as_reviewed() {
    Plan.of(Phases.all(), Example.three()).stages().stream()
        .map(Stage::rollout)
        .forEach(
            rollout -> {
              if (rollout instanceof Rollout.OneByOne(var drain, var ready, var restore, _)) {
                Golden.assertMatches("rolling/drain.sh", drain);
                Golden.assertMatches("rolling/ready.sh", ready);
                Golden.assertMatches("rolling/restore.sh", restore);
              }
            });
  }

  @Test
  void nothing_is_planned_twice_on_a_host_and_each_unit_uses_what_is_planned() {
    Plan plan = Plan.of(Phases.all(), Example.three());
    for (String host : plan.hosts()) {
      SequencedMap<String, Resource> resolved =
          Resolution.of(plan.resources(host), new Facts(BOOKWORM));
      org.junit.jupiter.api.Assertions.assertEquals(plan.resources(host).size(), resolved.size());
    }
  }
}
