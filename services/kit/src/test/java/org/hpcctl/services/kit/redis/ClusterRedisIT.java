package org.hpcctl.services.kit.redis;

import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.RedisGroup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterRedisIT implements RedisContract {
  @TempDir static Path folder;
  private static RedisGroup group;
  private static Redis redis;

  @BeforeAll
  static void start() throws IOException {
    group = RedisGroup.cluster(folder, "s3cret");
    redis =
        Redis.open(
            new RedisSettings(
                new RedisSettings.Cluster(
                    group.servers().stream()
                        .map(it -> new RedisSettings.Node("127.0.0.1", it.port()))
                        .collect(Collectors.toSet())),
                Optional.of("s3cret"),
                Optional.empty()));
    RedisContract.connected(redis);
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
  void a_node_that_is_away_takes_only_its_own_keys_with_it() throws Exception {
    List<String> keys = IntStream.range(0, 100).mapToObj(it -> "key " + it).toList();
    keys.forEach(key -> redis.set(key, "1", LIFE));
    group.servers().getLast().freeze();
    try {
      List<String> away = keys.stream().filter(key -> !answers(key)).toList();
      assertTrue(!away.isEmpty() && away.size() < 60, away.size() + " of 100 keys are away");
      long began = System.nanoTime();
      long answering = keys.stream().filter(ClusterRedisIT::answers).count();
      Duration each = Duration.ofNanos((System.nanoTime() - began) / keys.size());
      assertTrue(answering >= 40, "only %d of 100 keys answer".formatted(answering));
      assertTrue(each.toMillis() < 50, "each waited " + each);
    } finally {
      group.servers().getLast().thaw();
    }
    RedisContract.await(() -> keys.stream().allMatch(ClusterRedisIT::answers));
  }

  private static boolean answers(String key) {
    try {
      return redis.get(key).isPresent();
    } catch (RedisUnavailable _) {
      return false;
    }
  }
}
