package org.hpcctl.health;

import module java.base;

import org.hpcctl.report.Ink;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class StatusPageTest {

  @Test
  void shows_a_healthy_cluster_on_one_page() {
    assertShown("well", Recorded.all("well"));
  }

  @Test
  void says_what_is_wrong_and_who_could_not_be_asked() {
    SequencedMap<String, HostAsked> asked = Recorded.all("well");
    asked.put("head1", Recorded.answer("head1", "head1-stranger-on-port"));
    asked.put("head3", new HostAsked.NotReached("no connection to head3: timed out"));
    assertShown("troubled", asked);
  }

  private static void assertShown(String name, SequencedMap<String, HostAsked> asked) {
    StatusPage page = new StatusPage(asked, Health.of(Recorded.scope(), asked, Recorded.NOW));
    Golden.assertMatches("health/status/" + name + ".txt", page.text(Ink.PLAIN));
    Golden.assertMatches("health/status/" + name + ".json", page.json());
  }
}
