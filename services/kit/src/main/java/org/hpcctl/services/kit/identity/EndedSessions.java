package org.hpcctl.services.kit.identity;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.bus.Event;
import org.hpcctl.services.kit.bus.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows which sessions ended before their tokens did: at once by the bus, and by asking
/// auth_service when the service starts and every half minute after, for what the bus did not
/// bring.
public final class EndedSessions implements AutoCloseable {
  /// Where auth_service tells of them.
  public static final String TOPIC = "sessions";

  /// What happened to them.
  public static final String TYPE = "session:ended";

  static final String PATH = "/api/auth/ended";
  private static final Logger LOG = LoggerFactory.getLogger(EndedSessions.class);
  private static final Duration BETWEEN = Duration.ofSeconds(30);
  private static final int PATIENCE_MS = 2_000;

  private final Identity identity;
  private final URI address;
  private final Subscription subscription;
  private final ScheduledExecutorService often =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ended-sessions").daemon().factory());

  private EndedSessions(Bus bus, Identity identity, URI authService) {
    this.identity = identity;
    this.address = authService.resolve(PATH);
    this.subscription = subscribe(bus, identity);
    ScheduledFuture<?> _ =
        often.scheduleWithFixedDelay(this::ask, 0, BETWEEN.toSeconds(), TimeUnit.SECONDS);
  }

  /// For every service but auth_service.
  public static EndedSessions follow(Bus bus, Identity identity, URI authService) {
    return new EndedSessions(bus, identity, authService);
  }

  /// For auth_service on several heads, which asks its database itself.
  public static Subscription subscribe(Bus bus, Identity identity) {
    return bus.subscribe(
        Set.of(TOPIC),
        Map.of(),
        delivery -> {
          if (delivery.event().type().equals(TYPE)) {
            end(identity, delivery.event().data());
          }
        });
  }

  /// @param until when the last of its tokens would have expired by itself
  public static Event event(String session, Instant until) {
    return Event.now(
        TOPIC,
        TYPE,
        Json.object().put("session", session).put("until", until.toString()),
        Optional.empty());
  }

  private void ask() {
    try {
      URLConnection connection = address.toURL().openConnection();
      connection.setConnectTimeout(PATIENCE_MS);
      connection.setReadTimeout(PATIENCE_MS);
      try (InputStream in = connection.getInputStream()) {
        JsonNode answer = Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        answer.path("sessions").forEach(each -> end(identity, each));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.debug("ended sessions are not known: {}", e.toString());
    } catch (RuntimeException e) {
      LOG.error("ended sessions cannot be followed", e);
    }
  }

  private static void end(Identity identity, JsonNode ended) {
    identity.end(ended.path("session").asText(), Instant.parse(ended.path("until").asText()));
  }

  @Override
  public void close() {
    often.shutdownNow();
    subscription.close();
  }
}
