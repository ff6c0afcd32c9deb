package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.SignedJWT;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Claims;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.websocketservice.channel.Bounds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole service as the kit runs it, with tokens as auth_service signs them.
@Timeout(60)
class ProcessTest {
  private static final String SECRET = "a secret of more than thirty-two characters";

  @TempDir Path folder;
  private RunningService service;

  @BeforeEach
  void open() throws Exception {
    IdentitySettings identity =
        new IdentitySettings(URI.create("http://127.0.0.1:1"), "my_cluster", Optional.of(SECRET));
    service =
        Main.SERVICE.start(
            new Settings(
                "websocket_service",
                "my_cluster",
                "server1",
                InetAddress.ofLiteral("127.0.0.1"),
                0,
                Duration.ofSeconds(20),
                new Surroundings(
                    true, folder, Optional.empty(), identity, Optional.empty(), Optional.empty())),
            Bounds.USUAL);
  }

  @AfterEach
  void close() {
    service.close();
  }

  private static String token(Duration life) throws JOSEException {
    Instant now = Instant.now();
    Caller caller =
        new Caller(
            1,
            "alice",
            "user",
            Set.of("jobs"),
            Set.of(),
            Optional.empty(),
            "session",
            Optional.empty(),
            now.plus(life));
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256), Claims.of(caller, null, "my_cluster", "id", now));
    token.sign(new MACSigner(SECRET));
    return token.serialize();
  }

  @Test
  void a_signed_token_opens_and_a_changed_or_old_one_does_not() throws Exception {
    String good = token(Duration.ofMinutes(5));
    Map<String, String> expected =
        Map.of(
            good,
            "initial_data",
            good.substring(0, good.length() - 2) + "AA",
            "AUTH_FAILED",
            good.substring(0, good.lastIndexOf('.') + 1),
            "AUTH_FAILED",
            token(Duration.ofMinutes(-5)),
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
              "http_requests_running")) {
        assertTrue(text.contains("\n" + name), name + " is missing in " + text);
      }
    }
  }

  @Test
  void a_stop_sends_the_clients_to_another_head_at_once() throws Exception {
    try (RawClient client =
        RawClient.open(service.port(), "/ws?token=" + token(Duration.ofMinutes(5)))) {
      client.json();
      long began = System.nanoTime();
      service.close();
      assertEquals(1001, client.closed());
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      assertTrue(took.toSeconds() < 5, "it took " + took);
    }
  }
}
