package org.hpcctl.services.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two heads on one Redis.
final class SharedLimiterIT implements LimiterContract {
  @TempDir Path folder;
  private RedisServer server;
  private List<Redis> connections = List.of();
  private List<Limiter> limiters = List.of();

  @BeforeEach
  void start() throws IOException {
    server = RedisServer.start(folder.resolve("redis"));
    RedisSettings settings =
        new RedisSettings(
            new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", server.port())),
            Optional.empty(),
            Optional.empty());
    connections = List.of(Redis.open(settings), Redis.open(settings));
    awaitConnected();
    limiters = connections.stream().map(Limiter::shared).toList();
  }

  @AfterEach
  void stop() {
    connections.forEach(Redis::close);
    if (server != null) {
      server.close();
    }
  }

  @Override
  public List<Limiter> limiters() {
    return limiters;
  }

  @Test
  void each_head_counts_alone_while_redis_is_away() throws Exception {
    Limit limit = Limit.of("away", 3, Duration.ofMinutes(1));
    server.kill();
    for (Limiter limiter : limiters) {
      for (int time = 0; time < 3; time++) {
        assertTrue(limiter.take(limit, "ann").allowed());
      }
      assertFalse(limiter.take(limit, "ann").allowed());
    }
    server.start();
    awaitConnected();
    assertTrue(limiters.getFirst().take(limit, "ann").allowed());
    assertTrue(limiters.getLast().take(limit, "ann").allowed());
    assertTrue(limiters.getLast().take(limit, "ann").allowed());
    assertFalse(limiters.getFirst().take(limit, "ann").allowed());
    assertEquals(6, limiters.getFirst().statistics().totalRequests());
  }

  private void awaitConnected() {
    Instant end = Instant.now().plusSeconds(90);
    while (connections.stream().anyMatch(it -> it.fault().isPresent())) {
      assertTrue(Instant.now().isBefore(end), "Redis is not found");
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Test
  void redis_keeps_nothing_longer_than_the_window() {
    limiters.getFirst().take(Limit.of("gone", 5, Duration.ofMillis(100)), "ann");
    Instant end = Instant.now().plusSeconds(60);
    while (connections.getFirst().prolong("limit:gone:ann", Duration.ofMillis(1))) {
      assertTrue(Instant.now().isBefore(end), "it is still there");
    }
  }
}
