package org.hpcctl.health;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class UnitActionTest {

  @Test
  void a_restart_waits_until_the_service_is_ready() {
    assertScript("restart-job_api", UnitAction.restart, "job_api");
  }

  @Test
  void a_start_of_what_answers_nobody_waits_for_systemd() {
    assertScript("start-keepalived", UnitAction.start, "keepalived");
  }

  @Test
  void a_stop_waits_for_nothing_more() {
    assertScript("stop-job_api", UnitAction.stop, "job_api");
  }

  private static void assertScript(String name, UnitAction action, String service) {
    Subject subject = Recorded.scope().subject("head1", service).orElseThrow();
    Golden.assertMatches(
        "health/action/" + name + ".sh", action.on(subject, Duration.ofSeconds(60)).text());
  }
}
