package org.hpcctl.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

final class ScopeTest {

  @Test
  void looks_at_everything_on_every_host() {
    assertEquals(Set.of("head1", "head2", "head3"), Recorded.scope().hosts().keySet());
    assertEquals(Scope.services().stream().sorted().toList(), services(Recorded.scope(), "head2"));
  }

  @Test
  void cannot_judge_the_virtual_ip_from_one_host() {
    Scope one = Recorded.scope().on(Set.of("head2"));
    assertEquals(Set.of("head2"), one.hosts().keySet());
    assertTrue(!services(one, "head2").contains(Scope.VIRTUAL_IP));
  }

  @Test
  void leaves_out_the_hosts_that_have_nothing_of_what_was_asked_for() {
    assertEquals(
        List.of("job_api", "vip"),
        services(Recorded.scope().only(Set.of("vip", "job_api")), "head1"));
    assertTrue(Recorded.scope().only(Set.of("nothing")).hosts().isEmpty());
  }

  private static List<String> services(Scope scope, String host) {
    return scope.hosts().getOrDefault(host, List.of()).stream()
        .map(Subject::service)
        .sorted()
        .toList();
  }
}
