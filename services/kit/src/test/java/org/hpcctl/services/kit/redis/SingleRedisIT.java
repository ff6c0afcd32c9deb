package org.hpcctl.services.kit.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.Certificates;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One server, and what a service sees of its going away.
final class SingleRedisIT implements RedisContract {
  @TempDir static Path folder;
  private static RedisServer server;
  private static Redis redis;

  @BeforeAll
  static void start() throws IOException {
    server = RedisServer.start(folder.resolve("single"), "requirepass s3cret");
    redis = RedisContract.connected(Redis.open(settings(server, "s3cret")));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
      server.close();
    }
  }

  @Override
  public Redis redis() {
    return redis;
  }

  @Test
  void a_server_that_was_started_again_is_found_again() throws Exception {
    redis.set("before", "1", LIFE);
    server.kill();
    server.start();
    RedisContract.await(() -> redis.fault().isEmpty());
    assertEquals(Optional.empty(), redis.get("before"));
    redis.set("after", "1", LIFE);
    assertEquals(Optional.of("1"), redis.get("after"));
  }

  @Test
  void who_asks_while_nobody_is_there_learns_it_at_once() throws Exception {
    server.kill();
    try {
      assertAtOnce();
      assertTrue(redis.fault().orElseThrow().contains("Redis at 127.0.0.1:"));
    } finally {
      server.start();
      RedisContract.await(() -> redis.fault().isEmpty());
    }
  }

  @Test
  void only_the_first_wait_for_a_server_that_hangs() throws Exception {
    server.freeze();
    try {
      assertTrue(refusal().compareTo(Duration.ofSeconds(10)) < 0);
      assertAtOnce();
    } finally {
      server.thaw();
      RedisContract.await(() -> redis.fault().isEmpty());
    }
  }

  @Test
  void a_service_starts_without_redis_and_finds_it_later() throws Exception {
    try (RedisServer late = RedisServer.start(folder.resolve("late"))) {
      late.kill();
      long began = System.nanoTime();
      try (Redis early = Redis.open(settings(late, ""))) {
        assertTrue(early.fault().isPresent());
        assertTrue(System.nanoTime() - began < 30_000_000_000L);
        late.start();
        RedisContract.await(() -> early.fault().isEmpty());
      }
    }
  }

  @Test
  void a_wrong_password_is_told_without_telling_it() {
    RedisSettings wrong = settings(server, "not that");
    try (Redis stranger = Redis.open(wrong)) {
      String fault = stranger.fault().orElseThrow();
      assertTrue(fault.contains("WRONGPASS"), fault);
      assertFalse((fault + wrong).contains("not that"));
    }
  }

  @Test
  void a_server_is_spoken_to_in_secret_and_known_by_its_authority(@TempDir Path own)
      throws Exception {
    Certificates known = Certificates.create(Files.createDirectories(own.resolve("known")));
    Certificates stranger = Certificates.create(Files.createDirectories(own.resolve("stranger")));
    try (RedisServer secured = RedisServer.secured(own.resolve("redis"), known)) {
      RedisSettings.Topology topology =
          new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", secured.port()));
      try (Redis trusting =
          Redis.open(
              new RedisSettings(topology, Optional.empty(), Optional.of(known.authority())))) {
        RedisContract.connected(trusting).set("secret", "1", LIFE);
        assertEquals(Optional.of("1"), trusting.get("secret"));
      }
      try (Redis doubting =
          Redis.open(
              new RedisSettings(topology, Optional.empty(), Optional.of(stranger.authority())))) {
        assertTrue(doubting.fault().isPresent());
      }
      try (Redis open =
          Redis.open(new RedisSettings(topology, Optional.empty(), Optional.empty()))) {
        assertTrue(open.fault().isPresent());
      }
    }
  }

  @Test
  void more_callers_than_connections_are_all_served() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < 20; caller++) {
        String key = "caller " + caller;
        all.add(
            threads.submit(
                () -> {
                  for (int time = 0; time < 20; time++) {
                    redis.set(key, Integer.toString(time), LIFE);
                    assertEquals(Optional.of(Integer.toString(time)), redis.get(key));
                  }
                }));
      }
      for (Future<?> each : all) {
        each.get(60, TimeUnit.SECONDS);
      }
    }
  }

  // Who waits for an answer waits half a second. Half of them may be held up by the machine.
  private static void assertAtOnce() {
    List<Duration> waited = Stream.generate(SingleRedisIT::refusal).limit(50).sorted().toList();
    assertTrue(waited.get(25).toMillis() < 100, "half of them waited " + waited.get(25));
  }

  private static Duration refusal() {
    long began = System.nanoTime();
    assertThrows(RedisUnavailable.class, () -> redis.get("x"));
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private static RedisSettings settings(RedisServer server, String password) {
    return new RedisSettings(
        new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", server.port())),
        Optional.of(password).filter(it -> !it.isEmpty()),
        Optional.empty());
  }
}
