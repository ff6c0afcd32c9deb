package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.RunningService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole service as the kit runs it, with tokens as auth_service signs them.
@Timeout(180)
class ProcessTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;
  private RunningService service;

  @BeforeEach
  void open() throws Exception {
    service = RunningFixture.start(folder);
  }

  @AfterEach
  void close() {
    service.close();
  }

  @Test
  void a_signed_token_opens_and_a_changed_or_old_one_does_not() throws Exception {
    String good = RunningFixture.token(Duration.ofMinutes(5));
    Map<String, String> expected =
        Map.of(
            good,
            "initial_data",
            good.substring(0, good.length() - 2) + "AA",
            "AUTH_FAILED",
            good.substring(0, good.lastIndexOf('.') + 1),
            "AUTH_FAILED",
            RunningFixture.token(Duration.ofMinutes(-5)),
            "AUTH_FAILED");
    for (Map.Entry<String, String> one : expected.entrySet()) {
      try (RawClient client = RawClient.open(service.port(), "/ws?token=" + one.getKey())) {
        var message = client.json();
        assertEquals(one.getValue(), message.path("code").asText(message.path("type").asText()));
      }
    }
  }

  @Test
  void the_documented_metrics_are_served_beside_those_of_the_kit() throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI metrics = URI.create("http://127.0.0.1:" + service.port() + "/metrics");
      String text =
          client
              .send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
              .body();
      for (String name :
          List.of(
              "ws_connected_clients 0.0",
              "ws_connections_total 0.0",
              "ws_messages_sent 0.0",
              "ws_messages_sent_total 0.0",
              "ws_channel_subscribers{channel=\"notifications\"} 0.0",
              "ws_polls_waiting 0.0",
              "http_requests_running")) {
        assertTrue(text.contains("\n" + name), name + " is missing in " + text);
      }
    }
  }

  @Test
  void a_stop_sends_the_clients_to_another_head_at_once() throws Exception {
    try (RawClient client =
        RawClient.open(
            service.port(), "/ws?token=" + RunningFixture.token(Duration.ofMinutes(5)))) {
      client.json();
      long began = System.nanoTime();
      service.close();
      assertEquals(1001, client.closed());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.toSeconds() < 5, "it took " + took);
    }
  }

  @Test
  void a_stop_answers_polls_that_wait() throws Exception {
    String path = "http://127.0.0.1:" + service.port() + PollingClient.PATH;
    try (HttpClient client = HttpClient.newHttpClient()) {
      String open = get(client, path).get().body();
      String session = Json.read(open.substring(1)).path("sid").asText();
      String connect = "40{\"token\":\"" + RunningFixture.token(Duration.ofMinutes(5)) + "\"}";
      HttpRequest post =
          HttpRequest.newBuilder(URI.create(path + "&sid=" + session))
              .POST(HttpRequest.BodyPublishers.ofString(connect))
              .build();
      assertEquals("ok", client.send(post, HttpResponse.BodyHandlers.ofString()).body());
      assertTrue(get(client, path + "&sid=" + session).get().body().startsWith("40{"));
      CompletableFuture<HttpResponse<String>> waiting = get(client, path + "&sid=" + session);
      awaitOnePoll(client);
      long began = System.nanoTime();
      service.close();
      assertEquals("1", waiting.get().body());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.toSeconds() < 10, "it took " + took);
    }
  }

  /// A stop could overtake a poll that was only just sent.
  private void awaitOnePoll(HttpClient client) throws Exception {
    String metrics = "http://127.0.0.1:" + service.port() + "/metrics";
    long began = System.nanoTime();
    while (!get(client, metrics).get().body().contains("\nws_polls_waiting 1.0")) {
      assertTrue(System.nanoTime() - began < PATIENCE.toNanos(), "the poll does not wait");
    }
  }

  private static CompletableFuture<HttpResponse<String>> get(HttpClient client, String address) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
