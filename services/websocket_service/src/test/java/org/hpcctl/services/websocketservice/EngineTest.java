package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocols byte by byte, and what nobody well-behaved would send.
@Timeout(180)
class EngineTest {
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
  void the_handshake_offers_the_upgrade_and_says_the_bounds() throws Exception {
    HttpResponse<String> answer = head().get(PollingClient.PATH);
    assertEquals(
        "text/plain; charset=UTF-8", answer.headers().firstValue("Content-Type").orElse(""));
    assertEquals(
        "0{\"sid\":\"X\",\"upgrades\":[\"websocket\"],\"pingInterval\":25000,"
            + "\"pingTimeout\":20000,\"maxPayload\":65536}",
        answer.body().replaceFirst("\"sid\":\"[^\"]{20}\"", "\"sid\":\"X\""));
  }

  @Test
  void requests_that_fit_nothing_get_the_protocols_own_codes() throws Exception {
    Map<String, String> expected =
        Map.of(
            "/socket.io/",
            "400 5",
            "/socket.io/?EIO=3&transport=polling",
            "400 5",
            "/socket.io/?EIO=4&transport=smoke",
            "400 0",
            "/socket.io/?EIO=4&transport=websocket",
            "400 3",
            PollingClient.PATH + "&sid=unknown",
            "400 1");
    for (Map.Entry<String, String> one : expected.entrySet()) {
      HttpResponse<String> answer = head().get(one.getKey());
      int code = Json.read(answer.body()).path("code").asInt();
      assertEquals(one.getValue(), answer.statusCode() + " " + code, one.getKey());
    }
    assertEquals(400, head().post(PollingClient.PATH, "40").statusCode());
  }

  @Test
  void connect_is_answered_in_either_namespace_and_events_follow() throws Exception {
    PollingClient client = client();
    assertEquals(200, client.post(CONNECT, "40/ws,{\"token\":\"Bearer alice\"}"));
    assertTrue(client.packet().matches("40\\{\"sid\":\"[^\"]+\",\"pid\":\"[^\"]+\"}"));
    assertTrue(client.packet().matches("40/ws,\\{\"sid\":\"[^\"]+\",\"pid\":\"[^\"]+\"}"));
    portal.job("alice", 9, "completed");
    String event = "42[\"job:completed\",{\"jobId\":9},\"BOOKMARK\"]";
    assertEquals(
        Set.of(event, event.replace("42[", "42/ws,[")),
        Set.of(unmarked(client.packet()), unmarked(client.packet())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"token\":\"\"}", "{\"token\":7}", "{\"token\":null}", "[]"})
  void without_a_token_connect_is_refused(String auth) throws Exception {
    PollingClient client = client();
    client.post("40" + auth);
    assertEquals(
        "44{\"message\":\"Authentication is required.\",\"data\":{\"code\":\"AUTH_REQUIRED\"}}",
        client.packet());
  }

  @Test
  void a_wrong_token_and_another_namespace_are_refused() throws Exception {
    PollingClient client = client();
    client.post("40/ws,{\"token\":\"wrong\"}", "40/admin,{\"token\":\"alice\"}");
    assertEquals(
        "44/ws,{\"message\":\"The token is not valid.\",\"data\":{\"code\":\"AUTH_FAILED\"}}",
        client.packet());
    assertEquals("44/admin,{\"message\":\"Invalid namespace\"}", client.packet());
  }

  @Test
  void who_guesses_three_times_is_sent_away() throws Exception {
    PollingClient client = client();
    client.post("40{\"token\":\"a\"}", "40{\"token\":\"b\"}", "40{\"token\":\"c\"}", CONNECT);
    assertTrue(client.packet().startsWith("44"));
    assertTrue(client.packet().startsWith("44"));
    assertTrue(client.packet().startsWith("44"));
    assertEquals("1", client.packet());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42[\"private_message\",{\"to\":\"bob\",\"message\":\"x\"}]",
        "42/ws,[\"subscribe\",{\"channel\":\"jobs\"}]",
        "43[\"x\"]",
        "41",
        "4",
        "4x",
        "40{\"token\":",
        "40{\"token\":\"alice\"}x",
        "47",
        "45-",
        "9",
        "5",
        "2probe",
        "\u001e",
        "0{}"
      })
  void what_a_stranger_may_not_say_ends_the_session(String packet) throws Exception {
    PollingClient client = client();
    client.post(packet);
    assertEquals("1", client.packet());
    assertEquals(400, client.poll().statusCode());
  }

  @Test
  void events_after_a_refused_connect_do_nothing_and_end_the_session() throws Exception {
    PollingClient listening = client();
    listening.post("40{\"token\":\"bob\"}");
    listening.packet();
    PollingClient client = client();
    client.post("40{\"token\":\"wrong\"}", "42[\"broadcast\",{\"message\":\"x\"}]");
    assertTrue(client.packet().startsWith("44"));
    assertEquals("1", client.packet());
    portal.publish(
        "notification", Channel.NOTIFICATIONS, Optional.empty(), Json.object().put("n", 1));
    assertTrue(listening.packet().startsWith("42[\"notification\",{\"n\":1}"));
  }

  @Test
  void nothing_is_delivered_before_connect() throws Exception {
    PollingClient client = client();
    try (RawClient witness = RawClient.open(head().port(), "/ws?token=bob")) {
      witness.text();
      witness.ask("{\"type\":\"subscribe\",\"channel\":\"alerts\"}");
      portal.publish("system:alert", Channel.ALERTS, Optional.empty(), Json.object());
      witness.text();
    }
    client.post(CONNECT);
    assertTrue(client.packet().startsWith("40{"));
    client.post("42" + "7[\"ping\"]");
    assertTrue(client.packet().startsWith("437[{\"type\":\"pong\""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "42{}",
        "42[]",
        "42[1]",
        "42[\"connect\"]",
        "42",
        "42[\"x\"",
        "40{}",
        "44{}",
        "4-1[\"x\"]",
        "42-1[\"x\"]",
        "4/ws",
        "429999999999999999999[\"ping\"]"
      })
  void malformed_packets_of_somebody_known_end_the_session(String packet) throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    client.post(packet);
    assertEquals("1", client.packet());
  }

  @Test
  void binary_events_are_refused_politely() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    client.post("451-[\"upload\",{\"_placeholder\":true,\"num\":0}]", "bAQID", "421[\"ping\"]");
    assertTrue(client.packet().contains("BINARY_NOT_SUPPORTED"));
    assertTrue(client.packet().startsWith("431["));
  }

  @Test
  void a_body_that_is_too_large_is_413_and_ends_the_session() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    assertEquals(413, client.post("4" + "x".repeat(Portal.BOUNDS.maxPayload())));
    assertEquals("1", client.packet());
  }

  @Test
  void a_second_poll_at_the_same_time_ends_the_session() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    CompletableFuture<HttpResponse<String>> first = new CompletableFuture<>();
    CompletableFuture<HttpResponse<String>> second = new CompletableFuture<>();
    for (CompletableFuture<HttpResponse<String>> future : List.of(first, second)) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  future.complete(client.poll());
                } catch (Exception e) {
                  future.completeExceptionally(e);
                }
              });
    }
    Set<Integer> statuses =
        new TreeSet<>(List.of(first.get().statusCode(), second.get().statusCode()));
    assertEquals(Set.of(200, 400), statuses);
    assertEquals(400, client.poll().statusCode());
  }

  @Test
  void a_client_that_says_goodbye_is_forgotten() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    client.post("1");
    assertEquals(400, client.poll().statusCode());
    assertTrue(head().metrics().contains("\nws_connected_clients 0.0\n"));
  }

  @Test
  void a_websocket_from_the_start_connects() throws Exception {
    try (RawClient client = RawClient.open(head().port(), WEBSOCKET)) {
      assertTrue(client.text().startsWith("0{\"sid\":"));
      client.send(CONNECT);
      assertTrue(client.text().startsWith("40{\"sid\":"));
      client.send("421[\"subscribe\",{\"channel\":\"nodes\"}]");
      assertTrue(client.text().startsWith("431[{\"type\":\"subscribed\""));
    }
  }

  @Test
  void the_upgrade_ends_the_poll_and_loses_nothing() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    CompletableFuture<String> waiting = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                waiting.complete(client.poll().body());
              } catch (Exception e) {
                waiting.completeExceptionally(e);
              }
            });
    try (RawClient socket = RawClient.open(head().port(), WEBSOCKET + "&sid=" + client.session)) {
      socket.send("2probe");
      assertEquals("3probe", socket.text());
      assertEquals("6", waiting.get(60, TimeUnit.SECONDS));
      portal.job("alice", 1, "started");
      socket.send("5");
      assertTrue(socket.text().startsWith("42[\"job:started\",{\"jobId\":1}"));
      socket.send("421[\"ping\"]");
      assertTrue(socket.text().startsWith("431["));
      assertEquals(400, client.poll().statusCode(), "polling is over");
    }
  }

  @Test
  void a_second_probe_is_refused_before_and_after_the_upgrade() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    String path = WEBSOCKET + "&sid=" + client.session;
    try (RawClient socket = RawClient.open(head().port(), path)) {
      assertTrue(refused(path));
      socket.send("2probe");
      assertEquals("3probe", socket.text());
      socket.send("5");
      socket.send("421[\"ping\"]");
      assertTrue(socket.text().startsWith("431["));
      assertTrue(refused(path));
    }
  }

  @Test
  void a_probe_that_says_something_else_is_cut_and_polling_goes_on() throws Exception {
    PollingClient client = client();
    client.post(CONNECT);
    client.packet();
    String path = WEBSOCKET + "&sid=" + client.session;
    try (RawClient socket = RawClient.open(head().port(), path)) {
      socket.send("42[\"broadcast\",{\"message\":\"x\"}]");
      assertEquals(4400, socket.closed());
    }
    client.post("421[\"ping\"]");
    String answer = client.packet();
    assertTrue(answer.startsWith("431[") || answer.equals("6"), answer);
  }

  private static String unmarked(String packet) {
    return packet.replaceFirst("\"[anju0-9a-z.-]+\"]$", "\"BOOKMARK\"]");
  }

  private boolean refused(String path) {
    try (RawClient socket = RawClient.open(head().port(), path)) {
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof WebSocketHandshakeException;
    }
  }

  @Test
  void nobody_can_take_over_a_session_without_its_secret_name() throws Exception {
    PollingClient one = client();
    PollingClient other = client();
    assertNotEquals(one.session, other.session);
    assertEquals(400, head().get(PollingClient.PATH + "&sid=" + one.session + "x").statusCode());
  }
}
