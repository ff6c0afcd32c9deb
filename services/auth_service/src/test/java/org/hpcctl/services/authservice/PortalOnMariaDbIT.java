package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.testkit.MariaDbServer;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every table once, on a real server with two heads; and the server goes away.
@Timeout(300)
class PortalOnMariaDbIT {
  private static final String REFRESH = "hpcctl-refresh";

  @TempDir Path folder;

  @Test
  void two_heads_share_everything_and_survive_a_restart_of_the_server() throws Exception {
    try (MariaDbServer server =
        MariaDbServer.start(Files.createDirectory(folder.resolve("server")))) {
      Optional<DatabaseSettings> place = place(server);
      String options = "{\"registration\": \"approved\"}";
      try (Portal one = new Portal(folder.resolve("one"), options, Optional.empty(), place);
          Portal two = new Portal(folder.resolve("two"), options, Optional.empty(), place)) {
        Person admin = one.admin();
        Person elsewhere = new Person(two, admin.token());
        assertEquals(
            200, elsewhere.get("/api/auth/me").status(), "keys of one head are all heads'");
        accounts(admin, elsewhere);
        sessions(one, two);
        proofs(one, two, admin);
        server.stop();
        Reply away = elsewhere.get("/api/auth/users");
        assertEquals(503, away.status(), away.body());
        assertTrue(away.response().headers().firstValue("Retry-After").isPresent());
        server.start();
        assertEquals(200, recovered(elsewhere));
        assertEquals(204, admin.post("/api/auth/logout", Json.object()).status());
      }
    }
  }

  @Test
  void a_session_is_good_on_both_heads_and_over_on_both_at_once() throws Exception {
    try (MariaDbServer server =
            MariaDbServer.start(Files.createDirectory(folder.resolve("server")));
        RedisServer redis = RedisServer.start(folder.resolve("redis"));
        Portal one = head("one", server, redis);
        Portal two = head("two", server, redis)) {
      Reply in = one.login("root.admin", Portal.PASSWORD);
      Person here = new Person(one, in.json().path("token").asText());
      Person there = new Person(two, here.token());
      assertEquals(200, here.get("/api/auth/me").status());
      assertEquals(200, there.get("/api/auth/me").status());
      assertEquals(204, there.post("/api/auth/logout", Json.object()).status());
      assertEquals(401, there.get("/api/auth/me").status());
      // Told by an event over Redis: the next look into the table is half a minute away.
      Instant end = Instant.now().plusSeconds(90);
      int status = here.get("/api/auth/me").status();
      while (status == 200 && Instant.now().isBefore(end)) {
        status = here.get("/api/auth/me").status();
      }
      assertEquals(401, status);
      assertEquals(401, refresh(one, in.cookie(REFRESH).orElseThrow()).status());

      Reply again = one.login("root.admin", Portal.PASSWORD);
      String stolen = again.cookie(REFRESH).orElseThrow();
      Reply next = refresh(two, stolen);
      assertEquals(200, next.status());
      one.later(Duration.ofSeconds(11));
      two.later(Duration.ofSeconds(11));
      assertEquals(401, refresh(one, stolen).status(), "used at the other head");
      assertEquals(401, refresh(two, next.cookie(REFRESH).orElseThrow()).status());
      assertEquals(
          401, new Person(one, next.json().path("token").asText()).get("/api/auth/me").status());
    }
  }

  private Portal head(String name, MariaDbServer server, RedisServer redis) throws Exception {
    RedisSettings settings =
        new RedisSettings(
            new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", redis.port())),
            Optional.empty(),
            Optional.empty());
    return new Portal(
        folder.resolve(name), "{}", Optional.empty(), place(server), Optional.of(settings));
  }

  private static Optional<DatabaseSettings> place(MariaDbServer server) {
    return Optional.of(
        new DatabaseSettings.Server(
            "127.0.0.1",
            server.port(),
            MariaDbServer.NAME,
            MariaDbServer.USER,
            MariaDbServer.PASSWORD,
            Optional.empty()));
  }

  private static void accounts(Person admin, Person elsewhere) throws Exception {
    ObjectNode grant = Json.object().set("permissions", Json.array().add("vnc"));
    assertEquals(200, admin.put("/api/auth/groups/DX-Users", grant).status());
    assertEquals(200, admin.put("/api/auth/roles/student", grant).status());
    long id = admin.portal().account(admin, "alice", "student");
    ObjectNode joined = Json.object().put("unix_name", "alice");
    joined.set("groups", Json.array().add("DX-Users"));
    assertEquals(200, elsewhere.patch("/api/auth/users/" + id, joined).status());
    Reply taken =
        elsewhere.post(
            "/api/auth/users", Json.object().put("username", "alice").put("email", "a@b.example"));
    assertEquals(409, taken.status(), taken.body());
    assertEquals(1, admin.get("/api/auth/users?search=ali").json().path("users").size());
    ObjectNode bob = Portal.credentials("bob", Portal.PASSWORD).put("email", "bob@example.com");
    assertEquals(202, admin.portal().send("POST", "/api/auth/register", Optional.of(bob)).status());
    assertEquals(409, admin.delete("/api/auth/users/1").status());
    assertTrue(elsewhere.get("/api/auth/audit?action=register").json().path("entries").size() == 1);
  }

  private static void sessions(Portal one, Portal two) throws Exception {
    Reply in = one.login("alice", Portal.PASSWORD);
    String stolen = in.cookie(REFRESH).orElseThrow();
    assertEquals(200, refresh(two, stolen).status());
    assertEquals(409, refresh(one, stolen).status());
    one.later(Duration.ofSeconds(11));
    two.later(Duration.ofSeconds(11));
    assertEquals(401, refresh(one, stolen).status());
    for (int i = 0; i < 5; i++) {
      assertEquals(401, (i % 2 == 0 ? one : two).login("alice", "wrong").status());
    }
    assertEquals(429, two.login("alice", Portal.PASSWORD).status());
  }

  private static void proofs(Portal one, Portal two, Person admin) throws Exception {
    ObjectNode wanted = Json.object().put("name", "ci");
    wanted.set("permissions", Json.array().add("jobs"));
    Reply made = admin.post("/api/auth/keys", wanted);
    Person key = new Person(two, made.json().path("key").asText());
    assertEquals(200, key.get("/api/auth/me").status());
    assertEquals(204, admin.delete("/api/auth/keys/" + made.json().path("id").asLong()).status());
    assertEquals(401, key.get("/api/auth/me").status());
    ObjectNode password = Json.object().put("password", Portal.PASSWORD);
    assertEquals(200, admin.post("/api/auth/totp", password).status());
    assertEquals(
        403, admin.post("/api/auth/totp/confirm", Json.object().put("code", "000000")).status());
    assertEquals(201, admin.post("/api/auth/signing-keys", Json.object()).status());
    assertEquals(200, new Person(two, one.admin().token()).get("/api/auth/me").status());
  }

  private static Reply refresh(Portal portal, String token) throws Exception {
    return portal.send(
        "POST", "/api/auth/refresh", Optional.empty(), "Cookie", REFRESH + "=" + token);
  }

  /// The pool gives up its dead connections one by one.
  private static int recovered(Person person) throws Exception {
    Instant end = Instant.now().plusSeconds(60);
    int status = person.get("/api/auth/users").status();
    while (status == 503 && Instant.now().isBefore(end)) {
      status = person.get("/api/auth/users").status();
    }
    return status;
  }
}
