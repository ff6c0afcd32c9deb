package org.hpcctl.services.kit.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.testkit.RedisGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentinelRedisIT implements RedisContract {
  private static final String PASSWORD = "s3cret";

  @TempDir static Path folder;
  private static RedisGroup group;
  private static Redis redis;

  @BeforeAll
  static void start() throws IOException {
    group = RedisGroup.watched(folder, PASSWORD);
    redis = RedisContract.connected(open(group));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
      group.close();
    }
  }

  @Override
  public Redis redis() {
    return redis;
  }

  @Test
  void another_primary_is_found_when_the_first_is_killed(@TempDir Path own) throws IOException {
    try (RedisGroup pair = RedisGroup.watched(own, PASSWORD);
        Redis client = open(pair)) {
      RedisContract.connected(client).set("kept", "1", LIFE);
      // The replica has it, and both Sentinels know each other and the replica.
      pair.awaitReady(PASSWORD);
      pair.servers().getFirst().kill();
      RedisContract.await(
          () -> {
            try {
              client.set("new", "2", LIFE);
              return true;
            } catch (RedisUnavailable _) {
              return false;
            }
          });
      assertEquals(Optional.of("1"), client.get("kept"));
      assertEquals(Optional.of("2"), client.get("new"));
    }
  }

  private static Redis open(RedisGroup group) {
    Set<RedisSettings.Node> sentinels =
        group.sentinels().stream()
            .map(it -> new RedisSettings.Node("127.0.0.1", it.port()))
            .collect(Collectors.toSet());
    return Redis.open(
        new RedisSettings(
            new RedisSettings.Sentinel(RedisGroup.NAME, sentinels),
            Optional.of(PASSWORD),
            Optional.empty()));
  }
}
