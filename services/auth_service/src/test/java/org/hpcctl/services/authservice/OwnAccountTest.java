package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import javax.crypto.spec.SecretKeySpec;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Passwords, second factors and API keys in the hands of their owner, and of others.
@Timeout(300)
@Tag("slow")
class OwnAccountTest {
  @TempDir Path folder;

  @Test
  void a_password_is_changed_by_who_knows_the_old_one_and_ends_all_other_sessions()
      throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      portal.account(portal.admin(), "alice", "user");
      Person alice = portal.person("alice", Portal.PASSWORD);
      Person thief = portal.person("alice", Portal.PASSWORD);
      ObjectNode guess = Json.object().put("current", "guessed").put("new", "another long one");
      assertEquals(403, alice.post("/api/auth/password", guess).status());
      ObjectNode weak = Json.object().put("current", Portal.PASSWORD).put("new", "short");
      assertEquals(400, alice.post("/api/auth/password", weak).status());
      weak.put("new", "Alice-is-my-name");
      assertEquals(400, alice.post("/api/auth/password", weak).status());
      ObjectNode good =
          Json.object().put("current", Portal.PASSWORD).put("new", "another long one");
      assertEquals(204, alice.post("/api/auth/password", good).status());
      assertEquals(200, alice.get("/api/auth/me").status());
      assertEquals(401, thief.get("/api/auth/me").status());
      assertEquals(401, portal.login("alice", Portal.PASSWORD).status());
      assertEquals(200, portal.login("alice", "another long one").status());
    }
  }

  @Test
  void a_session_is_not_enough_to_guess_the_password_by() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      ObjectNode guess = Json.object().put("password", "guessed");
      for (int i = 0; i < 5; i++) {
        assertEquals(403, admin.post("/api/auth/totp", guess).status());
      }
      assertEquals(429, admin.post("/api/auth/totp", guess).status());
    }
  }

  @Test
  void a_second_factor_is_asked_for_each_code_once_and_recovered_from() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      ObjectNode password = Json.object().put("password", Portal.PASSWORD);
      JsonNode enrolled = admin.post("/api/auth/totp", password).json();
      String secret = enrolled.path("secret").asText();
      assertTrue(enrolled.path("uri").asText().startsWith("otpauth://totp/my_cluster:root.admin?"));
      assertEquals(200, portal.login("root.admin", Portal.PASSWORD).status(), "not confirmed yet");
      assertEquals(403, admin.post("/api/auth/totp/confirm", code("000000")).status());
      String first = code(secret, portal.now.get());
      JsonNode recovery = admin.post("/api/auth/totp/confirm", code(first)).json();
      assertEquals(10, recovery.path("recovery_codes").size());

      assertEquals("code_required", portal.login("root.admin", Portal.PASSWORD).code());
      assertEquals(401, in(portal, first).status(), "seen before");
      portal.later(Duration.ofSeconds(30));
      String second = code(secret, portal.now.get());
      assertEquals(200, in(portal, second).status());
      assertEquals(401, in(portal, second).status());
      String spare = recovery.path("recovery_codes").path(3).asText();
      assertEquals(200, in(portal, spare).status());
      assertEquals(401, in(portal, spare).status());

      portal.later(Duration.ofSeconds(60));
      ObjectNode end = password.put("code", code(secret, portal.now.get()));
      assertEquals(204, admin.post("/api/auth/totp/disable", end).status());
      assertEquals(200, portal.login("root.admin", Portal.PASSWORD).status());
    }
  }

  @Test
  void codes_cannot_be_guessed() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      ObjectNode password = Json.object().put("password", Portal.PASSWORD);
      String secret = admin.post("/api/auth/totp", password).json().path("secret").asText();
      admin.post("/api/auth/totp/confirm", code(code(secret, portal.now.get())));
      int asked = 0;
      while (in(portal, "123456").status() == 401) {
        asked++;
      }
      assertTrue(asked <= 5, asked + " codes could be tried");
    }
  }

  @Test
  void a_key_does_what_it_was_made_for_until_it_ends_or_its_owner_may_no_more() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      long id = portal.account(admin, "alice", "user");
      Person alice = portal.person("alice", Portal.PASSWORD);
      assertEquals(403, alice.post("/api/auth/keys", wanted("admin")).status());
      assertEquals(403, alice.post("/api/auth/keys", wanted("*")).status());
      Reply made = alice.post("/api/auth/keys", wanted("jobs", "files"));
      String text = made.json().path("key").asText();
      assertTrue(text.startsWith("hpc_"), text);
      Person key = new Person(portal, text);
      JsonNode me = key.get("/api/auth/me").json();
      assertEquals(
          List.of("files", "jobs"),
          me.path("permissions").valueStream().map(JsonNode::asText).toList());
      assertEquals(403, key.post("/api/auth/keys", wanted("jobs")).status(), "no key of a key");
      assertEquals(403, key.get("/api/auth/users").status());
      ObjectNode change =
          Json.object().put("current", Portal.PASSWORD).put("new", "another long one");
      assertEquals(403, key.post("/api/auth/password", change).status());
      String listed = alice.get("/api/auth/keys").body();
      assertTrue(listed.contains(text.substring(0, 12)) && !listed.contains(text), listed);

      assertEquals(404, admin.delete("/api/auth/keys/" + made.json().path("id").asLong()).status());
      assertEquals(204, alice.delete("/api/auth/keys/" + made.json().path("id").asLong()).status());
      assertEquals(401, key.get("/api/auth/me").status());

      Person short1 =
          new Person(
              portal,
              alice
                  .post("/api/auth/keys", wanted("jobs").put("days", 1))
                  .json()
                  .path("key")
                  .asText());
      assertEquals(200, short1.get("/api/auth/me").status());
      portal.later(Duration.ofDays(1));
      assertEquals(401, short1.get("/api/auth/me").status());

      Person again = portal.person("alice", Portal.PASSWORD);
      Person last =
          new Person(
              portal, again.post("/api/auth/keys", wanted("jobs")).json().path("key").asText());
      portal.admin().patch("/api/auth/users/" + id, Json.object().put("disabled", true));
      assertEquals(401, last.get("/api/auth/me").status());
    }
  }

  @Test
  void heads_learn_whose_a_key_is_and_nobody_else_does() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      String text =
          portal.admin().post("/api/auth/keys", wanted("jobs")).json().path("key").asText();
      Reply claims = introspect(portal, text);
      assertEquals("root.admin", claims.json().path("sub").asText(), claims.body());
      assertEquals("my_cluster", claims.json().path("aud").asText());
      assertEquals(401, introspect(portal, "hpc_nothing").status());
      assertEquals(404, introspect(portal, text, "X-Forwarded-For", "203.0.113.7").status());
      assertEquals(
          404,
          portal
              .send("GET", "/api/auth/ended", Optional.empty(), "X-Forwarded-For", "203.0.113.7")
              .status());
      Person admin = portal.admin();
      admin.post("/api/auth/logout", Json.object());
      assertEquals(
          1,
          portal.send("GET", "/api/auth/ended", Optional.empty()).json().path("sessions").size());
    }
  }

  private static Reply introspect(Portal portal, String key, String... headers) throws Exception {
    var request =
        java.net.http.HttpRequest.newBuilder(portal.address("/api/auth/introspect"))
            .header("Content-Type", "text/plain")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(key));
    if (headers.length > 0) {
      request.headers(headers);
    }
    var response =
        portal.client.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body(), response);
  }

  private static ObjectNode wanted(String... permissions) {
    var list = Json.array();
    Stream.of(permissions).forEach(list::add);
    return Json.object().put("name", "for the pipeline").set("permissions", list);
  }

  private static ObjectNode code(String code) {
    return Json.object().put("code", code);
  }

  private static Reply in(Portal portal, String code) throws Exception {
    ObjectNode body = Portal.credentials("root.admin", Portal.PASSWORD).put("code", code);
    return portal.send("POST", "/api/auth/login", Optional.of(body));
  }

  /// As an app does it: by RFC 4648 and RFC 6238.
  private static String code(String secret, Instant now) throws Exception {
    BigInteger bits = BigInteger.ZERO;
    for (char letter : secret.toCharArray()) {
      bits =
          bits.shiftLeft(5)
              .or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
    }
    byte[] raw = bits.toByteArray();
    byte[] key = new byte[20];
    int length = Math.min(raw.length, key.length);
    System.arraycopy(raw, raw.length - length, key, key.length - length, length);
    TimeBasedOneTimePasswordGenerator codes = new TimeBasedOneTimePasswordGenerator();
    return codes.generateOneTimePasswordString(new SecretKeySpec(key, codes.getAlgorithm()), now);
  }
}
