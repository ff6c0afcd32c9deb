package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.testkit.Detour;
import org.hpcctl.testkit.SocketIoClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocol as the documented client speaks it: the npm package itself, run by this machine's
/// Node.
@Timeout(300)
class SocketIoClientIT {
  private static final String BOTH = "polling,websocket";

  private Portal portal;

  @BeforeEach
  void open() throws Exception {
    portal = new Portal(2, Portal.BOUNDS);
  }

  @AfterEach
  void close() throws Exception {
    portal.close();
  }

  private int port() {
    return portal.head(0).port();
  }

  private static SocketIoClient connecting(
      int port, String namespace, String transports, String token) throws IOException {
    return SocketIoClient.connecting(
        Path.of("src", "test", "node"),
        Map.of(),
        "http://127.0.0.1:" + port + namespace,
        transports,
        token);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"polling|/ws", "websocket|/ws", "polling,websocket|/ws", "polling,websocket|/"})
  void the_documented_client_hears_its_own_jobs(String transports, String namespace)
      throws Exception {
    try (SocketIoClient alice = connecting(port(), namespace, transports, "alice")) {
      alice.expect("connect");
      portal.job("bob", 1, "completed");
      for (String word : List.of("submitted", "started", "completed", "failed", "cancelled")) {
        portal.job("alice", 2, word);
        assertEquals("job:" + word + " {\"jobId\":2}", alice.event());
      }
      portal.publish(
          "system:alert", Channel.ALERTS, Optional.empty(), Json.object().put("message", "full"));
      assertEquals("system:alert {\"message\":\"full\"}", alice.event());
      JsonNode answer = alice.ask("subscribe", Json.object().put("channel", "nodes"));
      assertEquals("subscribed", answer.path("type").asText());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket"})
  void without_a_good_token_the_client_is_told_why(String transports) throws Exception {
    for (Map.Entry<String, String> expected :
        Map.of("", "AUTH_REQUIRED", "wrong", "AUTH_FAILED", "broken", "AUTH_UNAVAILABLE")
            .entrySet()) {
      try (SocketIoClient client = connecting(port(), "/ws", transports, expected.getKey())) {
        assertEquals(expected.getValue(), client.expect("connect_error").path("code").asText());
      }
    }
  }

  @Test
  void the_upgrade_happens_and_loses_no_acknowledgement() throws Exception {
    portal.close();
    portal = new Portal(1, Portal.changed("messagesPerSecond", 1_000));
    try (SocketIoClient alice = connecting(port(), "/ws", BOTH, "alice")) {
      alice.askMany("ping", 200);
      alice.expectInAnyOrder(Set.of("connect", "upgrade", "all"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", BOTH})
  void a_short_disconnect_loses_nothing_and_doubles_nothing(String transports) throws Exception {
    try (SocketIoClient alice = connecting(port(), "/ws", transports, "alice")) {
      assertFalse(alice.expect("connect").path("recovered").asBoolean());
      alice.ask("unsubscribe", Json.object().put("channel", "alerts"));
      portal.job("alice", 1, "started");
      alice.event();
      alice.run("cut");
      alice.expect("disconnect");
      portal.job("alice", 2, "started");
      portal.job("bob", 3, "started");
      portal.publish("system:alert", Channel.ALERTS, Optional.empty(), Json.object());
      assertTrue(alice.expect("connect").path("recovered").asBoolean());
      portal.job("alice", 4, "started");
      assertEquals("job:started {\"jobId\":2}", alice.event());
      assertEquals("job:started {\"jobId\":4}", alice.event(), "alerts were unsubscribed before");
    }
  }

  @Test
  void what_came_before_the_first_event_was_seen_is_not_lost_either() throws Exception {
    try (SocketIoClient alice = connecting(port(), "/ws", "websocket", "alice")) {
      alice.expect("connect");
      alice.run("cut");
      alice.expect("disconnect");
      portal.job("alice", 1, "started");
      assertTrue(alice.expect("connect").path("recovered").asBoolean());
      assertEquals("job:started {\"jobId\":1}", alice.event());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"polling", "websocket", BOTH})
  void a_head_cut_in_the_middle_of_a_session_is_replaced_by_another(String transports)
      throws Exception {
    try (Detour detour = new Detour(port());
        SocketIoClient alice = connecting(detour.port(), "/ws", transports, "alice")) {
      alice.expect("connect");
      portal.job("alice", 1, "started");
      alice.event();
      detour.lead(portal.head(1).port());
      portal.job("alice", 2, "started");
      alice.expect("disconnect");
      portal.job("alice", 3, "started");
      alice.expect("connect");
      assertEquals("job:started {\"jobId\":2}", alice.event());
      assertEquals("job:started {\"jobId\":3}", alice.event());
    }
  }

  @Test
  void messages_go_between_heads_to_one_user_or_to_all() throws Exception {
    try (SocketIoClient alice = connecting(portal.head(1).port(), "/ws", "websocket", "alice");
        SocketIoClient bob = connecting(port(), "/", "polling", "bob");
        SocketIoClient boss = connecting(port(), "/ws", "websocket", "boss")) {
      for (SocketIoClient client : List.of(alice, bob, boss)) {
        client.expect("connect");
      }
      ObjectNode toAlice = Json.object().put("to", "alice").put("message", "hello");
      assertEquals("FORBIDDEN", bob.ask("private_message", toAlice).path("code").asText());
      assertEquals("sent", boss.ask("private_message", toAlice).path("type").asText());
      assertEquals("private_message {\"from\":\"boss\",\"message\":\"hello\"}", alice.event());
      boss.emit("broadcast", Json.object().put("message", "lunch"));
      String all = "notification {\"from\":\"boss\",\"message\":\"lunch\"}";
      assertEquals(all, alice.event());
      assertEquals(all, bob.event());
    }
  }

  @Test
  void a_logout_disconnects_for_good() throws Exception {
    try (SocketIoClient alice = connecting(port(), "/ws", BOTH, "alice")) {
      alice.expect("connect");
      portal.logout("alice");
      assertTrue(alice.event().contains("SESSION_ENDED"));
      assertEquals("io server disconnect", alice.expect("disconnect").path("reason").asText());
    }
  }

  @Test
  void a_client_that_leaves_is_not_counted_any_more() throws Exception {
    try (SocketIoClient alice = connecting(port(), "/ws", "websocket", "alice")) {
      alice.expect("connect");
      alice.run("leave");
      assertEquals("io client disconnect", alice.expect("disconnect").path("reason").asText());
      try (RawClient bob = RawClient.open(port(), "/ws?token=bob")) {
        bob.json();
        assertTrue(portal.head(0).metrics().contains("ws_connected_clients"));
      }
    }
  }

  @Test
  void a_head_that_stops_sends_its_clients_to_another() throws Exception {
    try (Detour detour = new Detour(port());
        SocketIoClient alice = connecting(detour.port(), "/ws", "websocket", "alice")) {
      alice.expect("connect");
      detour.lead(port());
      alice.expect("connect");
      portal.head(0).sockets().leave();
      assertEquals("transport close", alice.expect("disconnect").path("reason").asText());
      detour.lead(portal.head(1).port());
      alice.expect("connect");
    }
  }
}
