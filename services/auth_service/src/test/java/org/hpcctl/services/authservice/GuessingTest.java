package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.password4j.BcryptFunction;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// What somebody learns who guesses, and how long he may.
@Timeout(300)
@Tag("slow")
class GuessingTest {
  @TempDir Path folder;

  @Test
  void who_fails_does_not_learn_why() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      long id = portal.account(admin, "closed", "user");
      admin.patch("/api/auth/users/" + id, Json.object().put("disabled", true));
      Set<ObjectNode> answers = new HashSet<>();
      for (List<String> guess :
          List.of(
              List.of("nobody", "wrong password"),
              List.of("root.admin", "wrong password"),
              List.of("closed", "wrong password"),
              List.of("closed", Portal.PASSWORD))) {
        Reply reply = portal.login(guess.getFirst(), guess.getLast());
        assertEquals(401, reply.status());
        answers.add(((ObjectNode) reply.json()).without("request_id"));
      }
      assertEquals(1, answers.size(), answers.toString());
    }
  }

  @Test
  void each_guess_beyond_five_waits_twice_as_long_whether_the_name_exists_or_not()
      throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      assertEquals(waits(portal, "root.admin"), waits(portal, "nobody"));
      assertEquals(429, portal.login("root.admin", Portal.PASSWORD).status());
      portal.later(Duration.ofMinutes(15));
      assertEquals(200, portal.login("root.admin", Portal.PASSWORD).status());
      assertEquals(401, portal.login("root.admin", "wrong").status(), "it begins anew");
    }
  }

  private static List<Integer> waits(Portal portal, String username) throws Exception {
    List<Integer> waits = new ArrayList<>();
    for (int guess = 0; guess < 9; guess++) {
      Reply reply = portal.login(username, "wrong");
      while (reply.status() == 429) {
        int wait = reply.json().path("retry_after").asInt();
        assertEquals(
            Integer.toString(wait),
            reply.response().headers().firstValue("Retry-After").orElse(""));
        waits.add(wait);
        portal.later(Duration.ofSeconds(wait));
        reply = portal.login(username, "wrong");
      }
      assertEquals(401, reply.status());
    }
    assertEquals(List.of(1, 2, 4, 8), waits);
    return waits;
  }

  @Test
  void one_address_may_not_try_one_password_on_all_names() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      for (int i = 0; i < 30; i++) {
        assertEquals(401, portal.login("name" + i, "Summer2026!").status());
      }
      assertEquals(429, portal.login("name30", "Summer2026!").status());
      Reply elsewhere =
          portal.send(
              "POST",
              "/api/auth/login",
              Optional.of(Portal.credentials("root.admin", Portal.PASSWORD)),
              "X-Forwarded-For",
              "203.0.113.7");
      assertEquals(200, elsewhere.status(), "others are not held up");
    }
  }

  @Test
  void many_guesses_at_once_are_no_more_than_one_after_the_other() throws Exception {
    try (Portal portal = new Portal(folder, "{}");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> guesses =
          Collections.nCopies(20, () -> portal.login("root.admin", "wrong").status());
      long checked = 0;
      for (Future<Integer> guess : threads.invokeAll(guesses)) {
        checked += guess.get() == 401 ? 1 : 0;
      }
      assertTrue(checked <= 5, checked + " were checked");
    }
  }

  @Test
  void a_password_of_an_older_portal_is_good_once_and_then_kept_anew() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      long id = portal.account(portal.admin(), "older", "user");
      String bcrypt = BcryptFunction.getInstance(10).hash("an older password").getResult();
      portal
          .database()
          .write(
              handle -> {
                new Users(handle).password(id, bcrypt);
                return id;
              });
      assertEquals(401, portal.login("older", "another password").status());
      assertEquals(200, portal.login("older", "an older password").status());
      String kept =
          portal.database().read(handle -> new Users(handle).passwordHash(id)).orElseThrow();
      assertTrue(kept.startsWith("$argon2id$"), kept);
      assertEquals(200, portal.login("older", "an older password").status());
    }
  }

  @Test
  void what_is_not_as_expected_is_refused_and_never_repeated() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      ObjectNode extra = Portal.credentials("root.admin", Portal.PASSWORD).put("role", "admin");
      Reply reply = portal.send("POST", "/api/auth/login", Optional.of(extra));
      assertEquals(400, reply.status());
      Reply split = portal.login("root.admin\r\nX: y", "hunter22\r\nSet-Cookie: a=b");
      assertEquals(400, split.status());
      assertFalse(split.body().contains("hunter22"), split.body());
      assertEquals(400, portal.login("x".repeat(51), Portal.PASSWORD).status());
      assertEquals(400, portal.login("root.admin", "x".repeat(257)).status());
      assertEquals(413, portal.login("root.admin", "x".repeat(9_000)).status());
    }
  }

  @Test
  void no_secret_is_in_any_line_of_the_log_or_in_the_audit_log() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    AppenderBase<ILoggingEvent> appender =
        new AppenderBase<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(
                event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy());
          }
        };
    Logger root = (Logger) LoggerFactory.getLogger("ROOT");
    appender.start();
    root.addAppender(appender);
    try (Portal portal = new Portal(folder, "{}")) {
      Reply in = portal.login("root.admin", Portal.PASSWORD);
      portal.login("root.admin", "a wrong password");
      portal.login("a password in the wrong field", Portal.PASSWORD);
      Person admin = new Person(portal, in.json().path("token").asText());
      Reply made =
          admin.post(
              "/api/auth/keys",
              Json.object().put("name", "ci").set("permissions", Json.array().add("jobs")));
      String key = made.json().path("key").asText();
      portal.send("GET", "/api/auth/me", Optional.empty(), "X-API-Key", key);
      String everything = String.join("\n", lines) + admin.get("/api/auth/audit?limit=500").body();
      assertTrue(everything.contains("/api/auth/login"), "the log was not seen");
      for (String secret :
          List.of(
              Portal.PASSWORD,
              "a wrong password",
              "a password in the wrong field",
              admin.token(),
              in.cookie("hpcctl-refresh").orElseThrow(),
              in.json().path("csrf").asText(),
              key)) {
        assertFalse(everything.contains(secret), secret);
      }
    } finally {
      root.detachAppender(appender);
    }
  }
}
