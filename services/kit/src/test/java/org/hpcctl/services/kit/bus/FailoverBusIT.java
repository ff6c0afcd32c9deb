package org.hpcctl.services.kit.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.testkit.RedisGroup;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bus when the Redis under it is another one than before, and on a cluster.
final class FailoverBusIT {
  private static final String PASSWORD = "s3cret";

  @TempDir Path folder;

  @Test
  void everything_is_heard_once_though_the_primary_is_killed() throws Exception {
    try (RedisGroup pair = RedisGroup.watched(folder, PASSWORD);
        Redis redis = open(new RedisSettings.Sentinel(RedisGroup.NAME, nodes(pair.sentinels())));
        Bus bus = Bus.over(redis)) {
      BusContract.Heard heard = new BusContract.Heard();
      try (Subscription _ = bus.subscribe(Set.of("jobs"), Map.of(), heard)) {
        for (int number = 0; number < 100; number++) {
          bus.publish(BusContract.event("jobs", number));
        }
        assertEquals(IntStream.range(0, 100).boxed().toList(), heard.numbers(100));
        // What the replica has not got by now dies with the primary.
        pair.awaitReady(PASSWORD);
        pair.servers().getFirst().kill();
        for (int number = 100; number < 300; number++) {
          bus.publish(BusContract.event("jobs", number));
        }
        assertEquals(IntStream.range(100, 300).boxed().toList(), heard.numbers(200));
      }
    }
  }

  @Test
  void all_topics_are_heard_on_a_cluster() throws Exception {
    try (RedisGroup cluster = RedisGroup.cluster(folder, PASSWORD);
        Redis redis = open(new RedisSettings.Cluster(nodes(cluster.servers())));
        Bus bus = Bus.over(redis)) {
      BusContract.Heard heard = new BusContract.Heard();
      List<String> topics = List.of("jobs", "nodes", "metrics", "storage", "alerts");
      try (Subscription _ = bus.subscribe(Set.copyOf(topics), Map.of(), heard)) {
        for (int number = 0; number < 100; number++) {
          bus.publish(BusContract.event(topics.get(number % topics.size()), number));
        }
        Set<Integer> numbers = new TreeSet<>(heard.numbers(100));
        assertEquals(100, numbers.size());
        assertTrue(numbers.contains(99));
      }
    }
  }

  private static Redis open(RedisSettings.Topology topology) {
    return Redis.open(new RedisSettings(topology, Optional.of(PASSWORD), Optional.empty()));
  }

  private static Set<RedisSettings.Node> nodes(List<RedisServer> servers) {
    return servers.stream()
        .map(it -> new RedisSettings.Node("127.0.0.1", it.port()))
        .collect(Collectors.toSet());
  }
}
