package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;

class HealthTest {
  private final Health health =
      new Health(
          new Settings(
              "auth_service",
              "my_cluster",
              "server1",
              InetAddress.getLoopbackAddress(),
              0,
              Duration.ZERO,
              Surroundings.ofThisMachine("auth_service", Map.of())),
          new LinkedHashMap<>(),
          new LinkedHashMap<>());

  @Test
  void a_service_is_ready_from_its_start_to_its_stop_and_alive_all_the_time() {
    assertEquals(List.of(503, 200), statuses());
    health.ready();
    assertEquals(List.of(200, 200), statuses());
    health.draining();
    assertEquals(List.of(503, 200), statuses());
  }

  private List<Integer> statuses() {
    return List.of(health.readiness().status(), health.alive().status());
  }
}
