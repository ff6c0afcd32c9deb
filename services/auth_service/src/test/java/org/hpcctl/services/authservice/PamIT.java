package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.authservice.provider.Pam;
import org.hpcctl.services.authservice.provider.PamFixture;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signing in with the passwords of real PAM: pam_unix over accounts of the test's own.
@Timeout(300)
class PamIT {
  private static final String UNIX =
      """
      auth    required pam_unix.so
      account required pam_unix.so
      """;
  private static final String ADA = "ada's password";

  @TempDir Path folder;

  @Test
  void accounts_of_the_cluster_come_in_as_themselves_and_others_do_not() throws Exception {
    assumeTrue(PamFixture.possible(), "this needs root and libauthen-pam-perl");
    try (PamFixture pam = PamFixture.start(folder, PamFixture.SERVICE, UNIX);
        Portal portal = portal(pam)) {
      assertTrue(
          portal
              .send("GET", "/api/auth/providers", Optional.empty())
              .json()
              .path("pam")
              .asBoolean());
      var grant = Json.object();
      grant.set("permissions", Json.array().add("vnc"));
      assertEquals(200, portal.admin().put("/api/auth/groups/DX-Users", grant).status());

      Person ada = portal.person("ada", ADA);
      JsonNode me = ada.get("/api/auth/me").json();
      assertEquals("pam", me.path("provider").asText());
      assertEquals("ada", me.path("unix_name").asText());
      assertEquals("user", me.path("role").asText());
      assertEquals("[\"DX-Users\"]", me.path("groups").toString());
      assertEquals(200, portal.login("ada", ADA).status());

      assertEquals(401, portal.login("ada", "wrong").status());
      for (String name : List.of("nobody.there", "bob", "root", "daemon", "open")) {
        assertEquals(401, portal.login(name, ADA).status(), name);
        portal.later(Duration.ofMinutes(20));
      }
      Reply expired = portal.login("old", ADA);
      assertEquals(403, expired.status(), expired.body());
      assertEquals(401, portal.login("old", "wrong").status(), "what is wrong is told to nobody");
      assertEquals(401, portal.login("root.admin", ADA).status(), "a local account is its own");

      String journal = pam.journal();
      assertTrue(journal.contains("yes user=ada uid=70001"), journal);
      for (String word : List.of("password'", ADA, "wrong", "nobody.there")) {
        assertFalse(journal.contains(word), journal);
      }
    }
  }

  @Test
  void it_takes_as_long_for_a_name_that_nobody_has_as_for_a_wrong_password() throws Exception {
    assumeTrue(PamFixture.possible(), "this needs root and libauthen-pam-perl");
    try (PamFixture fixture = PamFixture.start(folder, PamFixture.SERVICE, UNIX);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Pam pam = new Pam(fixture.socket());
      List<Future<Duration>> refusals = new ArrayList<>();
      for (String name : List.of("ada", "nobody.there", "bob", "root")) {
        refusals.add(
            threads.submit(
                () -> {
                  long began = System.nanoTime();
                  assertTrue(pam.check(name, "wrong").isEmpty());
                  return Duration.ofNanos(System.nanoTime() - began);
                }));
      }
      for (Future<Duration> one : refusals) {
        // Each hash is done long before: what is seen is the wait, which begins with the question.
        assertTrue(one.get().compareTo(Duration.ofSeconds(2)) >= 0, one::toString);
      }
    }
  }

  @Test
  void what_pam_itself_cannot_do_is_told_and_counts_as_nobody_s_failure() throws Exception {
    assumeTrue(PamFixture.possible(), "this needs root and libauthen-pam-perl");
    try (PamFixture pam = PamFixture.start(folder, "no-such-service", UNIX);
        Portal portal = portal(pam)) {
      for (int i = 0; i < 6; i++) {
        assertEquals(503, portal.login("ada", ADA).status());
      }
      assertTrue(pam.journal().contains("there is no /etc/pam.d/no-such-service"));
      pam.close();
      assertEquals(503, portal.login("ada", ADA).status());
    }
  }

  @Test
  void nobody_gets_in_by_what_is_no_name_or_no_password() throws Exception {
    assumeTrue(PamFixture.possible(), "this needs root and libauthen-pam-perl");
    try (PamFixture fixture = PamFixture.start(folder, PamFixture.SERVICE, UNIX)) {
      Pam pam = new Pam(fixture.socket());
      for (String name : List.of("", "ada\0", "../ada", "-ada", "ada\n", "a".repeat(65))) {
        assertTrue(pam.check(name, ADA).isEmpty(), name);
      }
      for (String password : List.of("ada's password\0x", "x".repeat(1_025))) {
        assertTrue(pam.check("ada", password).isEmpty());
      }
      assertTrue(pam.check("open", "").isEmpty());
      assertEquals("", fixture.journal().replaceAll("no \\(name or password\\)\n", ""));
    }
  }

  private Portal portal(PamFixture pam) throws Exception {
    return new Portal(
        folder.resolve("portal"), Json.text(Json.object().put("pam", pam.socket().toString())));
  }
}
