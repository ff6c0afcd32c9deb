package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What one process holds at most, and what becomes of those who are too slow, too many or too
/// late.
@Timeout(180)
class BoundsTest {
  private static final String CONNECT = "40{\"token\":\"alice\"}";
  private static final String WEBSOCKET = "/socket.io/?EIO=4&transport=websocket";

  private Portal portal;

  @BeforeEach
  void open() throws Exception {
    portal = new Portal(1, Portal.BOUNDS);
  }

  @AfterEach
  void close() throws Exception {
    portal.close();
  }

  private Portal.Head head() {
    return portal.head(0);
  }

  private PollingClient client() throws Exception {
    return new PollingClient(head());
  }

  @Test
  void a_stranger_who_stays_silent_is_sent_away() throws Exception {
    portal.close();
    portal = new Portal(1, Portal.changed("admission", Duration.ofSeconds(1)));
    PollingClient client = client();
    assertEquals("1", client.packet());
    try (RawClient socket = RawClient.open(head().port(), WEBSOCKET)) {
      socket.text();
      assertEquals(4401, socket.closed());
    }
  }

  @Test
  void who_does_not_answer_pings_is_gone() throws Exception {
    portal.close();
    portal =
        new Portal(
            1, Portal.changed("ping", Duration.ofMillis(100), "pong", Duration.ofSeconds(2)));
    try (RawClient socket = RawClient.open(head().port(), WEBSOCKET)) {
      socket.text();
      socket.send(CONNECT);
      assertTrue(socket.text().startsWith("40"));
      for (int i = 0; i < 3; i++) {
        assertEquals("2", socket.text());
        socket.send("3");
      }
      assertEquals("2", socket.text());
      assertEquals(1000, socket.closed());
    }
  }

  @Test
  void strangers_and_connections_of_one_user_are_bounded() throws Exception {
    portal.close();
    portal = new Portal(1, Portal.changed("strangers", 2, "perUser", 1));
    PollingClient first = client();
    client();
    assertEquals(403, head().get(PollingClient.PATH).statusCode());
    first.post(CONNECT, "40/ws,{\"token\":\"alice\"}");
    assertTrue(first.packet().startsWith("40{"));
    assertTrue(first.packet().contains("TOO_MANY_CONNECTIONS"));
    try (RawClient raw = RawClient.open(head().port(), "/ws?token=alice")) {
      assertEquals("TOO_MANY_CONNECTIONS", raw.json().path("code").asText());
      assertEquals(4429, raw.closed());
    }
  }

  @Test
  void a_client_that_does_not_fetch_is_dropped() throws Exception {
    portal.close();
    portal = new Portal(1, Portal.changed("waitingMessages", 10));
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    try (RawClient witness = overseer()) {
      for (int i = 0; i < 11; i++) {
        portal.job("alice", i, "started");
        witness.text();
      }
      assertEquals("1", client.packet());
      String dropped = "ws_connections_ended_total{reason=\"too_slow\"} 1.0";
      assertTrue(head().metrics().contains(dropped), dropped);
    }
  }

  /// Gets what everybody gets, so that a test knows when it was given out.
  private RawClient overseer() throws Exception {
    RawClient boss = RawClient.open(head().port(), "/ws?token=boss");
    boss.text();
    boss.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\",\"scope\":\"all\"}");
    return boss;
  }

  @Test
  void a_websocket_that_does_not_read_is_dropped_and_told_why() throws Exception {
    String large = "x".repeat(32 * 1024);
    String subscribe = "{\"type\":\"subscribe\",\"channel\":\"jobs\"}";
    try (Socket slow = new Socket("127.0.0.1", head().port());
        RawClient witness = overseer()) {
      slow.getOutputStream().write(SlowClient.upgrade("/ws?token=alice"));
      slow.getOutputStream().write(SlowClient.frame(subscribe));
      int given = 0;
      while (!head().metrics().contains("reason=\"too_slow\"} 1.0")) {
        assertTrue(given++ < 2_000, "64 MB and nobody was dropped");
        ObjectNode data = Json.object().put("jobId", given).put("output", large);
        portal.publish("job:started", Channel.JOBS, Optional.of("alice"), data);
        witness.text();
      }
      assertEquals(4408, SlowClient.closeCode(slow.getInputStream().readAllBytes()));
    }
  }

  @Test
  void who_sends_too_much_is_told() throws Exception {
    portal.close();
    portal = new Portal(1, Portal.changed("messagesPerSecond", 1));
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    client.post("421[\"ping\"]", "422[\"ping\"]", "423[\"ping\"]");
    assertTrue(client.packet().contains("pong"));
    assertTrue(client.packet().contains("pong"));
    assertTrue(client.packet().contains("RATE_LIMITED"));
  }

  @Test
  void a_token_that_ends_disconnects_the_namespace() throws Exception {
    portal.expires("alice", Duration.ofSeconds(1));
    PollingClient client = client();
    client.post("40/ws,{\"token\":\"alice\"}");
    client.packet();
    assertTrue(client.packet().startsWith("42/ws,[\"error\",{\"type\":\"error\""));
    assertEquals("41/ws,", client.packet());
  }
}
