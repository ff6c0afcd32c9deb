package org.hpcctl.services.kit.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
final class RedisBusIT implements BusContract {
  @TempDir Path folder;
  private RedisServer server;
  private List<Redis> connections = List.of();
  private List<Bus> buses = List.of();

  @BeforeEach
  void start() throws IOException {
    server = RedisServer.start(folder.resolve("redis"));
    RedisSettings settings =
        new RedisSettings(
            new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", server.port())),
            Optional.empty(),
            Optional.empty());
    connections = List.of(Redis.open(settings), Redis.open(settings));
    buses = connections.stream().map(Bus::over).toList();
  }

  @AfterEach
  void stop() {
    buses.forEach(Bus::close);
    connections.forEach(Redis::close);
    if (server != null) {
      server.close();
    }
  }

  @Override
  public Bus bus() {
    return buses.getFirst();
  }

  @Override
  public Bus other() {
    return buses.getLast();
  }

  @Test
  void what_happens_while_redis_is_away_is_told_when_it_is_back() throws Exception {
    BusContract.Heard heard = new BusContract.Heard();
    try (Subscription _ = other().subscribe(Set.of("jobs"), Map.of(), heard)) {
      bus().publish(BusContract.event("jobs", 0));
      assertEquals(0, BusContract.number(heard.next()));
      server.kill();
      long began = System.nanoTime();
      for (int number = 1; number <= 500; number++) {
        bus().publish(BusContract.event("jobs", number));
      }
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      // Who waits for Redis waits a third of a second at least, each time.
      assertTrue(took.toSeconds() < 20, "500 events took " + took);
      server.start();
      assertEquals(IntStream.rangeClosed(1, 500).boxed().toList(), heard.numbers(500));
      assertEquals(0, bus().load().dropped());
    }
  }

  @Test
  void when_too_many_wait_the_oldest_are_dropped_and_counted() throws Exception {
    server.kill();
    for (int number = 0; number < 1500; number++) {
      bus().publish(BusContract.event("jobs", number));
    }
    BusLoad load = bus().load();
    assertEquals(1000, load.waiting());
    assertEquals(500, load.dropped());
    BusContract.Heard heard = new BusContract.Heard();
    server.start();
    try (Subscription _ = other().subscribe(Set.of("jobs"), Map.of("jobs", "0-0"), heard)) {
      assertEquals(IntStream.range(500, 1500).boxed().toList(), heard.numbers(1000));
    }
  }

  @Test
  void a_bus_that_ends_sends_what_waits() throws Exception {
    for (int number = 0; number < 50; number++) {
      bus().publish(BusContract.event("jobs", number));
    }
    bus().close();
    assertEquals(new BusLoad(50, 0, 0), bus().load());
    BusContract.Heard heard = new BusContract.Heard();
    try (Subscription _ = other().subscribe(Set.of("jobs"), Map.of("jobs", "0-0"), heard)) {
      assertEquals(IntStream.range(0, 50).boxed().toList(), heard.numbers(50));
    }
  }

  @Test
  void an_entry_that_is_no_event_is_passed_over() throws Exception {
    BusContract.Heard heard = new BusContract.Heard();
    try (Subscription _ = bus().subscribe(Set.of("jobs"), Map.of(), heard)) {
      bus().publish(BusContract.event("jobs", 0));
      assertEquals(0, BusContract.number(heard.next()));
      connections.getFirst().append("{bus}:jobs", Map.of("event", "{\"topic\": 7}"), 10);
      connections.getFirst().append("{bus}:jobs", Map.of("other", "x"), 10);
      bus().publish(BusContract.event("jobs", 1));
      assertEquals(1, BusContract.number(heard.next()));
    }
  }
}
