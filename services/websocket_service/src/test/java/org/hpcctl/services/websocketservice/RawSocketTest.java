package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class RawSocketTest {
  private Portal portal;

  @BeforeEach
  void open() throws Exception {
    portal = new Portal(2, Portal.BOUNDS);
  }

  @AfterEach
  void close() throws Exception {
    portal.close();
  }

  private RawClient client(String token) throws Exception {
    RawClient client = RawClient.open(portal.head(0).port(), "/ws?token=" + token);
    assertEquals("initial_data", client.json().path("type").asText());
    return client;
  }

  @Test
  void without_a_token_the_error_says_so_and_the_socket_closes() throws Exception {
    try (RawClient client = RawClient.open(portal.head(0).port(), "/ws")) {
      JsonNode error = client.json();
      assertEquals("error", error.path("type").asText());
      assertEquals("AUTH_REQUIRED", error.path("code").asText());
      assertEquals(4401, client.closed());
    }
  }

  @Test
  void a_wrong_token_is_told_from_none_and_from_a_check_that_failed() throws Exception {
    for (Map.Entry<String, String> expected :
        Map.of("wrong", "AUTH_FAILED 4401", "broken", "AUTH_UNAVAILABLE 4503").entrySet()) {
      try (RawClient client =
          RawClient.open(portal.head(0).port(), "/ws?token=" + expected.getKey())) {
        String code = client.json().path("code").asText();
        assertEquals(expected.getValue(), code + " " + client.closed());
      }
    }
  }

  @Test
  void the_token_may_come_as_bearer_key_subprotocol_or_cookie_of_our_own_page() throws Exception {
    int port = portal.head(0).port();
    List<RawClient> clients =
        List.of(
            RawClient.open(port, "/ws", "Authorization", "Bearer alice"),
            RawClient.open(port, "/ws", "X-API-Key", "alice"),
            new RawClient(port, "/ws", List.of("hpcctl", "bearer.alice")),
            RawClient.open(
                port, "/ws", "Cookie", "hpcctl=alice", "Origin", "http://127.0.0.1:" + port));
    for (RawClient client : clients) {
      assertEquals("alice", client.json().path("data").path("user").asText());
      client.close();
    }
    assertEquals("hpcctl", clients.get(2).socket.getSubprotocol());
  }

  @Test
  void the_cookie_of_another_sites_page_does_not_count() throws Exception {
    int port = portal.head(0).port();
    for (String[] headers :
        List.of(
            new String[] {"Cookie", "hpcctl=alice"},
            new String[] {"Cookie", "hpcctl=alice", "Origin", "null"},
            new String[] {"Cookie", "hpcctl=alice", "Origin", "http://127.0.0.1.evil.example"},
            new String[] {"Cookie", "hpcctl=alice", "Origin", "http://evil.example:" + port},
            new String[] {
              "Cookie", "hpcctl=alice",
              "X-Forwarded-Proto", "https",
              "Origin", "http://127.0.0.1:" + port
            })) {
      try (RawClient client = RawClient.open(port, "/ws", headers)) {
        assertEquals("AUTH_REQUIRED", client.json().path("code").asText());
      }
    }
  }

  @Test
  void a_ping_is_answered_and_nonsense_is_told() throws Exception {
    try (RawClient client = client("alice")) {
      assertEquals("pong", client.ask("{\"type\":\"ping\"}").path("type").asText());
      assertEquals("UNKNOWN_TYPE", client.ask("{\"type\":\"clear_cache\"}").path("code").asText());
      assertEquals("BAD_REQUEST", client.ask("[1]").path("code").asText());
      assertEquals("BAD_REQUEST", client.ask("{\"type\":").path("code").asText());
      assertEquals("BAD_REQUEST", client.ask("[".repeat(9_000)).path("code").asText());
      assertEquals(
          "UNKNOWN_CHANNEL",
          client.ask("{\"type\":\"subscribe\",\"channel\":\"secrets\"}").path("code").asText());
    }
  }

  @Test
  void events_reach_whom_they_concern_and_nobody_else() throws Exception {
    try (RawClient alice = client("alice");
        RawClient bob = client("bob")) {
      for (RawClient client : List.of(alice, bob)) {
        JsonNode answer = client.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\"}");
        assertEquals("subscribed", answer.path("type").asText());
        client.ask("{\"type\":\"subscribe\",\"channel\":\"alerts\"}");
      }
      portal.job("alice", 7, "completed");
      portal.publish(
          "system:alert", Channel.ALERTS, Optional.empty(), Json.object().put("message", "full"));
      // Channels keep their own order, not one among each other.
      Map<String, JsonNode> heard = new HashMap<>();
      for (int i = 0; i < 2; i++) {
        JsonNode event = alice.json();
        heard.put(event.path("type").asText(), event);
      }
      JsonNode job = Objects.requireNonNull(heard.get("job_update"));
      assertEquals("job:completed", job.path("event").asText());
      assertEquals(7, job.path("data").path("jobId").asInt());
      assertTrue(Instant.parse(job.path("timestamp").asText()).isBefore(Instant.now()));
      assertEquals(Set.of("job_update", "alert"), heard.keySet());
      assertEquals("alert", bob.json().path("type").asText());
      assertEquals("pong", bob.ask("{\"type\":\"ping\"}").path("type").asText());
    }
  }

  @Test
  void all_jobs_are_shown_to_those_who_may_and_only_when_they_ask() throws Exception {
    try (RawClient boss = client("boss");
        RawClient alice = client("alice");
        RawClient bob = client("bob")) {
      String all = "{\"type\":\"subscribe\",\"channel\":\"jobs\",\"scope\":\"all\"}";
      assertEquals("FORBIDDEN", bob.ask(all).path("code").asText());
      boss.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\"}");
      alice.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\"}");
      portal.job("alice", 1, "started");
      alice.json();
      assertEquals("all", boss.ask(all).path("scope").asText());
      portal.job("alice", 2, "started");
      assertEquals(2, boss.json().path("data").path("jobId").asInt());
    }
  }

  @Test
  void a_channel_needs_the_permission_of_what_it_shows() throws Exception {
    try (RawClient guest = client("guest")) {
      for (String channel : List.of("jobs", "uploads")) {
        String subscribe = "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\"}";
        assertEquals("FORBIDDEN", guest.ask(subscribe).path("code").asText());
      }
      String nodes = "{\"type\":\"subscribe\",\"channel\":\"nodes\"}";
      assertEquals("subscribed", guest.ask(nodes).path("type").asText());
    }
  }

  @Test
  void who_unsubscribed_hears_nothing_more() throws Exception {
    try (RawClient alice = client("alice")) {
      alice.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\"}");
      assertEquals(
          "unsubscribed",
          alice.ask("{\"type\":\"unsubscribe\",\"channel\":\"jobs\"}").path("type").asText());
      portal.job("alice", 1, "started");
      assertEquals("pong", alice.ask("{\"type\":\"ping\"}").path("type").asText());
    }
  }

  @Test
  void what_was_missed_is_sent_once_on_the_other_head_too() throws Exception {
    String seen;
    try (RawClient alice = client("alice")) {
      alice.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\"}");
      portal.job("alice", 1, "submitted");
      seen = alice.json().path("id").asText();
    }
    portal.job("alice", 2, "submitted");
    portal.job("bob", 3, "submitted");
    try (RawClient alice = RawClient.open(portal.head(1).port(), "/ws?token=alice")) {
      alice.json();
      JsonNode subscribed =
          alice.ask(
              "{\"type\":\"subscribe\",\"channel\":\"jobs\",\"last_event_id\":\"" + seen + "\"}");
      assertTrue(subscribed.path("data").path("resumed").asBoolean());
      assertEquals(2, alice.json().path("data").path("jobId").asInt());
      portal.job("alice", 4, "submitted");
      assertEquals(4, alice.json().path("data").path("jobId").asInt());
    }
  }

  @Test
  void what_is_too_long_ago_is_told_instead_of_left_out_silently() throws Exception {
    try (RawClient alice = client("alice")) {
      JsonNode subscribed =
          alice.ask(
              "{\"type\":\"subscribe\",\"channel\":\"jobs\",\"last_event_id\":\""
                  + "a1.0-j1.0-n1.0-u1.0"
                  + "\"}");
      assertFalse(subscribed.path("data").path("resumed").asBoolean());
    }
  }

  @Test
  void states_come_with_the_subscription_and_on_request() throws Exception {
    String subscribe = "{\"type\":\"subscribe\",\"channel\":\"metrics\"}";
    try (RawClient alice = client("alice");
        RawClient witness = client("bob")) {
      witness.ask(subscribe);
      for (int load = 1; load <= 2; load++) {
        portal.publish(
            "metrics", Channel.METRICS, Optional.empty(), Json.object().put("load", load));
        witness.json();
      }
      alice.ask(subscribe);
      assertEquals(2, alice.json().path("data").path("load").asInt());
      JsonNode update = alice.ask("{\"type\":\"request_update\"}");
      assertEquals("update", update.path("type").asText());
      assertEquals(2, update.path("data").path("metrics").path("load").asInt());
    }
  }

  @Test
  void messages_go_to_one_user_or_to_all_by_those_who_may() throws Exception {
    try (RawClient bob = client("bob");
        RawClient alice = RawClient.open(portal.head(1).port(), "/ws?token=alice");
        RawClient sender = client("sender");
        RawClient boss = client("boss")) {
      alice.json();
      bob.ask("{\"type\":\"subscribe\",\"channel\":\"notifications\"}");
      alice.ask("{\"type\":\"subscribe\",\"channel\":\"notifications\"}");
      String toAlice = "{\"type\":\"private_message\",\"to\":\"alice\",\"message\":\"hello\"}";
      String toAll = "{\"type\":\"broadcast\",\"message\":\"lunch\"}";
      assertEquals("FORBIDDEN", bob.ask(toAlice).path("code").asText());
      assertEquals("FORBIDDEN", bob.ask(toAll).path("code").asText());
      assertEquals("sent", sender.ask(toAlice).path("type").asText());
      assertEquals("sent", boss.ask(toAll).path("type").asText());
      JsonNode message = alice.json();
      assertEquals("private_message", message.path("event").asText());
      assertEquals("sender", message.path("data").path("from").asText());
      assertEquals("lunch", alice.json().path("data").path("message").asText());
      assertEquals("lunch", bob.json().path("data").path("message").asText());
    }
  }

  @Test
  void the_end_of_the_token_or_of_the_session_ends_the_connection() throws Exception {
    portal.expires("alice", Duration.ofSeconds(1));
    try (RawClient alice = client("alice");
        RawClient bob = client("bob")) {
      assertEquals("TOKEN_EXPIRED", alice.json().path("code").asText());
      assertEquals(4401, alice.closed());
      portal.logout("bob");
      assertEquals("SESSION_ENDED", bob.json().path("code").asText());
      assertEquals(4401, bob.closed());
    }
    try (RawClient bob = RawClient.open(portal.head(1).port(), "/ws?token=bob")) {
      assertEquals("AUTH_FAILED", bob.json().path("code").asText());
    }
  }

  @Test
  void an_address_asked_without_an_upgrade_says_what_it_is_for() throws Exception {
    HttpResponse<String> answer = portal.head(0).get("/ws", "Accept", "application/json");
    assertEquals(426, answer.statusCode());
  }

  @Test
  void a_message_that_is_too_large_closes_the_socket() throws Exception {
    try (RawClient alice = client("alice")) {
      alice.socket.sendText("x".repeat(Portal.BOUNDS.maxPayload() + 1), true);
      assertEquals(1009, alice.closed());
    }
  }

  @Test
  void the_documented_metrics_count() throws Exception {
    try (RawClient alice = client("alice")) {
      alice.ask("{\"type\":\"subscribe\",\"channel\":\"jobs\"}");
      // A message is counted when it was handed on: all but the last one are by then.
      alice.ask("{\"type\":\"ping\"}");
      String text = portal.head(0).metrics();
      List<String> lines = text.lines().filter(line -> line.startsWith("ws_")).toList();
      for (String line :
          List.of(
              "ws_connected_clients 1.0",
              "ws_connections_total 1.0",
              "ws_channel_subscribers{channel=\"jobs\"} 1.0")) {
        assertTrue(lines.contains(line), () -> "no " + line + " in " + lines);
      }
      assertTrue(
          lines.contains("ws_messages_sent_total 2.0")
              || lines.contains("ws_messages_sent_total 3.0"),
          lines::toString);
    }
  }
}
