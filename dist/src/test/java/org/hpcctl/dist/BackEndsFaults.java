package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.signIn;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.testkit.SocketIoClient;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The stores fail while people send files and jobs: what was accepted is there afterwards, once,
/// what was not is told with a time to come back, and no service is started anew for it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class BackEndsFaults {
  @Test
  @Order(1)
  void a_database_that_is_killed_loses_nothing_that_was_accepted() throws Exception {
    Account alice = signIn("alice");
    Map<String, String> started = heads().started();
    Sender sender = new Sender(alice, "database");
    sender.during(
        () -> {
          BackEndsLab.afterDeathOf(
              "mariadb",
              () -> {
                Account.assertAway(alice.call("/api/files"));
                return true;
              });
          return alice.await("/api/files", _ -> true);
        });
    assertTrue(sender.refused() > 0, "the database was away");
    sender.assertNothingLost();
    assertEquals(started, heads().started());
  }

  @Test
  @Order(2)
  void a_redis_that_is_killed_loses_nothing_that_was_accepted() throws Exception {
    Account alice = signIn("alice");
    Map<String, String> started = heads().started();
    Sender sender = new Sender(alice, "redis");
    try (SocketIoClient client = PortalClients.socket(heads(), alice, "websocket")) {
      client.expect("connect");
      String during =
          sender.during(
              () -> BackEndsLab.afterDeathOf("redis-server", () -> signInAndSubmit(alice)));
      sender.assertNothingLost();
      // Events wait for Redis where they happened.
      List<String> heard = new ArrayList<>();
      Instant deadline = Instant.now().plusSeconds(60);
      while (!heard.contains("job:completed")) {
        assertTrue(Instant.now().isBefore(deadline), heard::toString);
        client
            .report(Duration.ofSeconds(1))
            .filter(report -> report.path("data").path("jobId").asText().equals(during))
            .ifPresent(report -> heard.add(report.path("name").asText()));
      }
      assertEquals(List.of("job:submitted", "job:started", "job:completed"), heard);
    }
    assertEquals(started, heads().started());
  }

  /// @return the job
  private static String signInAndSubmit(Account alice) throws Exception {
    assertEquals(200, alice.call("/api/auth/me").status());
    signIn("alice");
    alice.await("/api/jobs", _ -> true);
    ObjectNode job = BackEndsJobs.script("#!/bin/bash\n:\n");
    return BackEndsJobs.untilTaken(alice, job, UUID.randomUUID().toString())
        .path("job_id")
        .asText();
  }
}
