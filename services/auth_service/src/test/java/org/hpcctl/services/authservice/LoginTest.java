package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// In, staying in, and out.
@Timeout(300)
class LoginTest {
  private static final String REFRESH = "hpcctl-refresh";
  @TempDir Path folder;

  @Test
  void login_answers_as_documented_and_signs_a_browser_in() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Reply reply = portal.login("root.admin", Portal.PASSWORD);
      assertEquals(200, reply.status(), reply.body());
      JsonNode body = reply.json();
      assertEquals(
          Json.object().put("id", 1).put("username", "root.admin").put("role", "admin"),
          body.path("user"));
      assertEquals(3_600, body.path("expires_in").asInt());
      List<String> cookies = reply.response().headers().allValues("Set-Cookie");
      assertEquals(2, cookies.size());
      assertTrue(
          cookies.stream().allMatch(cookie -> cookie.contains("; HttpOnly; SameSite=")),
          cookies.toString());
      String session = reply.cookie("hpcctl").orElseThrow();
      Reply me =
          portal.send("GET", "/api/auth/me", Optional.empty(), "Cookie", "hpcctl=" + session);
      assertEquals("root.admin", me.json().path("username").asText(), me.body());
      assertEquals(body.path("csrf"), me.json().path("csrf"));
      assertEquals("*", me.json().path("permissions").path(0).asText());
      assertEquals(
          200,
          portal
              .send(
                  "POST",
                  "/auth/login",
                  Optional.of(Portal.credentials("ROOT.admin", Portal.PASSWORD)))
              .status());
    }
  }

  @Test
  void a_cookie_alone_changes_nothing() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Reply in = portal.login("root.admin", Portal.PASSWORD);
      String cookie = "hpcctl=" + in.cookie("hpcctl").orElseThrow();
      Reply forged = portal.send("POST", "/api/auth/logout", Optional.empty(), "Cookie", cookie);
      assertEquals("csrf", forged.code());
      String csrf = in.json().path("csrf").asText();
      Reply meant =
          portal.send(
              "POST", "/api/auth/logout", Optional.empty(), "Cookie", cookie, "X-CSRF-Token", csrf);
      assertEquals(204, meant.status());
      assertEquals("", meant.cookie("hpcctl").orElseThrow());
    }
  }

  @Test
  void a_token_is_of_no_use_after_logout_nor_after_its_hour() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person first = portal.admin();
      assertEquals(204, first.post("/api/auth/logout", Json.object()).status());
      assertEquals(401, first.get("/api/auth/me").status());
      Person second = portal.admin();
      portal.later(Duration.ofMinutes(59));
      assertEquals(200, second.get("/api/auth/me").status());
      portal.later(Duration.ofMinutes(1));
      assertEquals(401, second.get("/api/auth/me").status());
    }
  }

  @Test
  void a_session_lives_on_by_refreshing_until_nobody_does_for_eight_hours() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Reply in = portal.login("root.admin", Portal.PASSWORD);
      for (int i = 0; i < 3; i++) {
        portal.later(Duration.ofHours(7));
        Reply next = refresh(portal, in.cookie(REFRESH).orElseThrow());
        assertEquals(200, next.status(), next.body());
        assertEquals(in.json().path("csrf"), next.json().path("csrf"));
        assertNotEquals(in.cookie(REFRESH), next.cookie(REFRESH));
        in = next;
      }
      portal.later(Duration.ofHours(8));
      assertEquals(401, refresh(portal, in.cookie(REFRESH).orElseThrow()).status());
      assertEquals(401, refresh(portal, "nothing of ours").status());
      assertEquals(401, portal.send("POST", "/api/auth/refresh", Optional.empty()).status());
    }
  }

  @Test
  void a_session_ends_after_a_week_however_often_it_is_refreshed() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Reply in = portal.login("root.admin", Portal.PASSWORD);
      for (int hours = 6; hours < 7 * 24; hours += 6) {
        portal.later(Duration.ofHours(6));
        in = refresh(portal, in.cookie(REFRESH).orElseThrow());
        assertEquals(200, in.status(), hours + " " + in.body());
      }
      portal.later(Duration.ofHours(6));
      assertEquals(401, refresh(portal, in.cookie(REFRESH).orElseThrow()).status());
    }
  }

  @Test
  void a_refresh_token_that_comes_back_ends_its_session() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      String stolen = portal.login("root.admin", Portal.PASSWORD).cookie(REFRESH).orElseThrow();
      Reply next = refresh(portal, stolen);
      assertEquals(409, refresh(portal, stolen).status(), "two tabs at one moment");
      Person owner = new Person(portal, next.json().path("token").asText());
      assertEquals(200, owner.get("/api/auth/me").status());
      portal.later(Duration.ofSeconds(11));
      assertEquals(401, refresh(portal, stolen).status());
      assertEquals(401, owner.get("/api/auth/me").status());
      assertEquals(401, refresh(portal, next.cookie(REFRESH).orElseThrow()).status());
      String log = portal.admin().get("/api/auth/audit?action=refresh").body();
      assertTrue(log.contains("a second time"), log);
    }
  }

  @Test
  void sessions_are_seen_and_ended_by_their_owner_alone() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      portal.account(admin, "alice", "user");
      Person alice = portal.person("alice", Portal.PASSWORD);
      Person phone = portal.person("alice", Portal.PASSWORD);
      JsonNode sessions = alice.get("/api/auth/sessions").json().path("sessions");
      assertEquals(2, sessions.size());
      String other =
          sessions
              .valueStream()
              .filter(each -> !each.path("current").asBoolean())
              .findFirst()
              .orElseThrow()
              .path("id")
              .asText();
      assertEquals(404, admin.delete("/api/auth/sessions/" + other).status());
      assertEquals(204, alice.delete("/api/auth/sessions/" + other).status());
      assertEquals(401, phone.get("/api/auth/me").status());
      assertEquals(200, alice.get("/api/auth/me").status());
    }
  }

  @Test
  void tokens_are_signed_by_the_shared_secret_where_there_is_one() throws Exception {
    String secret = "0123456789abcdef0123456789abcdef";
    try (Portal portal = new Portal(folder, "{}", Optional.of(secret), Optional.empty())) {
      Person admin = portal.admin();
      assertTrue(
          new String(
                  Base64.getUrlDecoder().decode(admin.token().split("\\.")[0]),
                  StandardCharsets.UTF_8)
              .contains("HS256"));
      assertEquals(200, admin.get("/api/auth/me").status());
    }
  }

  @Test
  void another_key_signs_and_the_old_one_stays_good_for_its_tokens() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person before = portal.admin();
      assertEquals(201, before.post("/api/auth/signing-keys", Json.object()).status());
      Person after = portal.admin();
      assertNotEquals(kid(before), kid(after));
      assertEquals(200, before.get("/api/auth/me").status());
      assertEquals(Set.of(kid(before), kid(after)), published(portal));
      portal.later(Duration.ofMinutes(62));
      assertEquals(Set.of(kid(after)), published(portal));
      portal.later(Duration.ofDays(30));
      assertNotEquals(kid(after), kid(portal.admin()), "a key signs for thirty days");
    }
  }

  @Test
  void a_restart_forgets_nobody() throws Exception {
    Person admin;
    String refresh;
    try (Portal portal = new Portal(folder, "{}")) {
      Reply in = portal.login("root.admin", Portal.PASSWORD);
      refresh = in.cookie(REFRESH).orElseThrow();
      admin = new Person(portal, in.json().path("token").asText());
    }
    try (Portal portal = new Portal(folder, "{}")) {
      assertEquals(200, new Person(portal, admin.token()).get("/api/auth/me").status());
      assertEquals(200, refresh(portal, refresh).status());
    }
  }

  private static Reply refresh(Portal portal, String token) throws Exception {
    return portal.send(
        "POST", "/api/auth/refresh", Optional.empty(), "Cookie", REFRESH + "=" + token);
  }

  private static String kid(Person person) {
    String header = person.token().split("\\.")[0];
    return Json.read(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
        .path("kid")
        .asText();
  }

  private static Set<String> published(Portal portal) throws Exception {
    Reply keys = portal.send("GET", "/api/auth/jwks.json", Optional.empty());
    assertFalse(keys.body().contains("\"d\""), "a private key is out");
    return keys.json()
        .path("keys")
        .valueStream()
        .map(key -> key.path("kid").asText())
        .collect(Collectors.toSet());
  }
}
