package org.hpcctl.services.websocketservice.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.identity.Caller;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubTest {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final Map<Channel, Scope> JOBS = Map.of(Channel.JOBS, Scope.OWN);

  private final Deadlines deadlines = new Deadlines();
  private final Hub hub = hub();
  private final List<Boolean> complete = new ArrayList<>();

  private Hub hub() {
    return new Hub(
        Bounds.USUAL, new Meters(new PrometheusRegistry()), deadlines, new Position(0, 0));
  }

  @AfterEach
  void close() {
    deadlines.close();
  }

  /// Keeps the names of what it hears.
  private static final class Listening implements Guest {
    private final List<String> heard = new ArrayList<>();

    @Override
    public Caller caller() {
      return new Caller(
          1,
          "alice",
          "user",
          Set.of(),
          Set.of(),
          Optional.empty(),
          "session",
          Optional.empty(),
          Instant.now().plusSeconds(600));
    }

    @Override
    public void deliver(Delivery delivery) {
      heard.add(delivery.news().name());
    }

    @Override
    public void end(Ending ending) {
      heard.add(ending.name());
    }
  }

  private static News news(int number, Channel channel, Instant at) {
    return new News(
        new Position(1, number), "n" + number, channel, Optional.empty(), Json.object(), at);
  }

  private Listening joined(Hub at, Optional<Bookmark> after) {
    Listening guest = new Listening();
    assertEquals(Optional.empty(), at.join(guest));
    at.subscribe(guest, JOBS, after, resumed -> complete.add(resumed.complete()));
    return guest;
  }

  @Test
  void who_comes_from_a_faster_head_hears_nothing_twice() {
    Hub faster = hub();
    for (int i = 1; i <= 3; i++) {
      faster.publish(news(i, Channel.JOBS, NOW));
    }
    hub.publish(news(1, Channel.JOBS, NOW));
    Listening guest = joined(hub, Optional.of(faster.last()));
    for (int i = 2; i <= 4; i++) {
      hub.publish(news(i, Channel.JOBS, NOW));
    }
    assertEquals(List.of("n4"), guest.heard);
    assertEquals(List.of(true), complete);
  }

  @Test
  void heads_that_hear_channels_in_another_order_replay_the_same() {
    Hub other = hub();
    other.publish(news(5, Channel.ALERTS, NOW));
    other.publish(news(1, Channel.JOBS, NOW));
    Bookmark read = other.last();
    hub.publish(news(1, Channel.JOBS, NOW));
    hub.publish(news(2, Channel.JOBS, NOW));
    hub.publish(news(5, Channel.ALERTS, NOW));
    assertEquals(List.of("n2"), joined(hub, Optional.of(read)).heard);
  }

  @Test
  void what_is_too_old_is_forgotten_and_that_is_told() {
    Bookmark before = hub.last();
    hub.publish(news(1, Channel.JOBS, NOW));
    hub.publish(news(2, Channel.JOBS, NOW.plus(Bounds.USUAL.replayAge()).plusSeconds(1)));
    assertEquals(List.of("n2"), joined(hub, Optional.of(before)).heard);
    assertFalse(complete.getFirst());
  }

  @Test
  void nobody_comes_in_after_the_end() {
    Listening guest = joined(hub, Optional.empty());
    hub.close();
    assertTrue(guest.heard.contains("SERVER_STOPPING"));
    assertEquals(Optional.of(Ending.SERVER_STOPPING), hub.join(new Listening()));
  }
}
