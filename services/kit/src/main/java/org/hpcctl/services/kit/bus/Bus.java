package org.hpcctl.services.kit.bus;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;

/// Tells everybody who subscribed to a topic what happened there, in the order of the topic. An
/// event comes at least once while Redis keeps what it was told; twice only with the same id and
/// then seldom, for a subscription knows the last ones it has seen.
public interface Bus extends AutoCloseable {
  /// How many events of a topic are kept, about.
  int KEPT = 10_000;

  static Bus over(Redis redis) {
    return new RedisBus(redis);
  }

  /// For a service that was started alone.
  static Bus inMemory() {
    return new MemoryBus();
  }

  /// Tells of an event. Never waits: up to 1,000 events wait in memory while Redis is away, then
  /// the oldest of them are dropped and counted.
  void publish(Event event);

  /// Tells the listener what comes to the topics, one after the other in one thread. A slow
  /// listener holds up nobody but itself; one that throws is told the next.
  ///
  /// @param after positions by topic from which to go on; a topic without one begins now
  /// @throws IllegalArgumentException a position that no [Delivery] had
  Subscription subscribe(
      Set<String> topics, Map<String, String> after, Consumer<Delivery> listener);

  /// What came to a topic after a position.
  ///
  /// @throws IllegalArgumentException a position that no [Delivery] had
  /// @throws org.hpcctl.services.kit.redis.RedisUnavailable nobody knows
  Replay replay(String topic, String after, int most);

  BusLoad load();

  /// Sends what waits, for a second at most, and ends all subscriptions.
  @Override
  void close();
}
