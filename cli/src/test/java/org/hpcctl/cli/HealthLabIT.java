package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.Unable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Health of real hosts that nobody has set up, one of them without power.
final class HealthLabIT {
  private static final String NAME = "healthlab";

  private final Cli cli = new Cli(Path.of("/var/lib/hpcctl-lab", NAME));

  @BeforeEach
  void up() {
    assumeTrue(possible(), "no lab here");
    Lab.down(NAME);
    assertEquals(0, cli.run("lab", "up", "--name", NAME, "--heads", "2", "--compute", "0").exit());
  }

  @AfterEach
  void down() {
    if (possible()) {
      Lab.down(NAME);
    }
  }

  @Test
  void a_bare_host_is_down_and_a_host_without_power_is_unknown() throws Exception {
    JsonNode bare = health("90s", 1);
    assertEquals(23, bare.get("checks").size(), bare::toString);
    assertEquals(23, bare.get("summary").get("unhealthy").asInt(), bare::toString);
    for (JsonNode check : bare.get("checks")) {
      assertTrue(Set.of("unreachable", "unhealthy").contains(check.get("status").asText()));
    }

    cli.run("lab", "kill", "head2", "--name", NAME);
    // Long enough for the host that is there; the other one costs all of it.
    JsonNode halved = health("15s", 1);
    for (JsonNode check : halved.get("checks")) {
      boolean asked = check.get("node").asText().equals("head1");
      assertEquals(!asked, check.get("status").asText().equals("unknown"), check::toString);
    }
    assertEquals(3, cli.run("health", "--timeout=5s", "--service", "vip").exit());
    assertEquals(
        3, cli.run("health", "--timeout=5s", "--format", "nagios", "--service=vip").exit());

    cli.run("lab", "kill", "head1", "--name", NAME);
    assertEquals(23, health("5s", 3).get("summary").get("unknown").asInt());
  }

  private JsonNode health(String timeout, int exit) throws Exception {
    Cli.Result result =
        cli.run("health", "--timeout=" + timeout, "--all-nodes", "--format", "json");
    assertEquals(exit, result.exit(), result::toString);
    return new ObjectMapper().readTree(result.out());
  }

  private static boolean possible() {
    try {
      Lab.check();
      return true;
    } catch (Unable _) {
      return false;
    }
  }
}
