package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two heads that know of each other by nothing but a real Redis.
@Timeout(300)
class HeadsOnRedisIT {
  private static final String JOBS = "{\"type\":\"subscribe\",\"channel\":\"jobs\"}";

  @TempDir Path folder;
  private RedisServer server;
  private final List<Redis> connections = new ArrayList<>();
  private Portal portal;

  @BeforeEach
  void open() throws Exception {
    server = RedisServer.start(folder.resolve("redis"));
    portal = new Portal(Portal.BOUNDS, List.of(bus(), bus()));
  }

  private Bus bus() {
    RedisSettings.Node node = new RedisSettings.Node("127.0.0.1", server.port());
    Redis redis =
        Redis.open(
            new RedisSettings(new RedisSettings.Single(node), Optional.empty(), Optional.empty()));
    connections.add(redis);
    return Bus.over(redis);
  }

  @AfterEach
  void close() throws Exception {
    portal.close();
    connections.forEach(Redis::close);
    server.close();
  }

  private RawClient client(int head, String token) throws Exception {
    RawClient client = RawClient.open(portal.head(head).port(), "/ws?token=" + token);
    client.json();
    return client;
  }

  @Test
  void an_event_of_one_head_reaches_its_user_on_all() throws Exception {
    try (RawClient here = client(0, "alice");
        RawClient there = client(1, "alice");
        RawClient bob = client(1, "bob")) {
      for (RawClient client : List.of(here, there, bob)) {
        client.ask(JOBS);
      }
      portal.job("alice", 7, "completed");
      assertEquals(7, here.json().path("data").path("jobId").asInt());
      assertEquals(7, there.json().path("data").path("jobId").asInt());
      portal.job("bob", 8, "completed");
      assertEquals(8, bob.json().path("data").path("jobId").asInt());
    }
  }

  @Test
  void a_message_goes_from_one_head_to_the_other() throws Exception {
    try (RawClient boss = client(0, "boss");
        RawClient alice = client(1, "alice")) {
      alice.ask("{\"type\":\"subscribe\",\"channel\":\"notifications\"}");
      boss.ask("{\"type\":\"private_message\",\"to\":\"alice\",\"message\":\"hello\"}");
      assertEquals("hello", alice.json().path("data").path("message").asText());
    }
  }

  @Test
  void what_was_missed_is_read_on_another_head_in_the_order_of_the_first() throws Exception {
    String seen;
    try (RawClient alice = client(0, "alice")) {
      alice.ask(JOBS);
      portal.job("alice", 1, "started");
      seen = alice.json().path("id").asText();
    }
    try (RawClient witness = client(1, "alice")) {
      witness.ask(JOBS);
      for (int i = 2; i < 6; i++) {
        portal.job("alice", i, "started");
        witness.json();
      }
    }
    try (RawClient alice = client(1, "alice")) {
      JsonNode subscribed = alice.ask(JOBS.replace("}", ",\"last_event_id\":\"" + seen + "\"}"));
      assertTrue(subscribed.path("data").path("resumed").asBoolean());
      for (int i = 2; i < 6; i++) {
        assertEquals(i, alice.json().path("data").path("jobId").asInt());
      }
    }
  }

  @Test
  void a_head_that_starts_knows_the_last_minutes() throws Exception {
    String seen;
    try (RawClient alice = client(0, "alice")) {
      alice.ask(JOBS);
      portal.job("alice", 1, "started");
      seen = alice.json().path("id").asText();
      portal.job("alice", 2, "started");
      alice.json();
    }
    try (Portal young = new Portal(Portal.BOUNDS, List.of(bus()));
        RawClient alice = RawClient.open(young.head(0).port(), "/ws?token=alice")) {
      alice.json();
      JsonNode subscribed = alice.ask(JOBS.replace("}", ",\"last_event_id\":\"" + seen + "\"}"));
      assertTrue(subscribed.path("data").path("resumed").asBoolean());
      assertEquals(2, alice.json().path("data").path("jobId").asInt());
    }
  }

  @Test
  void events_go_on_when_redis_was_away() throws Exception {
    try (RawClient alice = client(1, "alice")) {
      alice.ask(JOBS);
      portal.job("alice", 1, "started");
      alice.json();
      server.kill();
      portal.job("alice", 2, "started");
      assertEquals("pong", alice.ask("{\"type\":\"ping\"}").path("type").asText());
      server.start();
      portal.job("alice", 3, "started");
      assertEquals(2, alice.json().path("data").path("jobId").asInt());
      assertEquals(3, alice.json().path("data").path("jobId").asInt());
    }
  }

  @Test
  void a_head_starts_without_redis_and_hears_it_when_it_comes() throws Exception {
    server.kill();
    try (Portal lonely = new Portal(Portal.BOUNDS, List.of(bus()));
        RawClient alice = RawClient.open(lonely.head(0).port(), "/ws?token=alice")) {
      alice.json();
      alice.ask(JOBS);
      server.start();
      lonely.publish(
          "job:started", Channel.JOBS, Optional.of("alice"), Json.object().put("jobId", 5));
      assertEquals(5, alice.json().path("data").path("jobId").asInt());
    }
  }
}
