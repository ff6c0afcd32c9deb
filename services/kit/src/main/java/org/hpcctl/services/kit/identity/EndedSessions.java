package org.hpcctl.services.kit.identity;

import module java.base;

import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.bus.Event;
import org.hpcctl.services.kit.bus.Subscription;

/// Sessions that ended before their tokens did, as auth_service tells of them on the bus.
public final class EndedSessions {
  private static final String TOPIC = "sessions";
  private static final String TYPE = "session:ended";

  private EndedSessions() {}

  /// @param until when the last of its tokens would have expired by itself
  public static Event event(String session, Instant until) {
    return Event.now(
        TOPIC,
        TYPE,
        Json.object().put("session", session).put("until", until.toString()),
        Optional.empty());
  }

  /// From now on `identity` hears of them.
  public static Subscription follow(Bus bus, Identity identity) {
    return bus.subscribe(
        Set.of(TOPIC),
        Map.of(),
        delivery -> {
          Event event = delivery.event();
          if (event.type().equals(TYPE)) {
            identity.end(
                event.data().path("session").asText(),
                Instant.parse(event.data().path("until").asText()));
          }
        });
  }
}
