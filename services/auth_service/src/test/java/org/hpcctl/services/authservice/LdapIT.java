package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.authservice.provider.SlapdServer;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signing in with the passwords of a real directory.
@Timeout(120)
class LdapIT {
  @TempDir Path folder;

  @Test
  void people_of_a_directory_come_in_and_its_groups_say_as_what() throws Exception {
    assumeTrue(SlapdServer.isThere(), "slapd is not installed");
    try (SlapdServer slapd = SlapdServer.start(Files.createDirectory(folder.resolve("slapd")));
        Portal portal = new Portal(folder.resolve("portal"), options(slapd.port()))) {
      Person admin = portal.admin();
      var grant = Json.object();
      grant.set("permissions", Json.array().add("vnc"));
      assertEquals(200, admin.put("/api/auth/groups/DX-Users", grant).status());

      Person ada = portal.person("ada", "ada's password");
      JsonNode me = ada.get("/api/auth/me").json();
      assertEquals("admin", me.path("role").asText());
      assertEquals("ldap", me.path("provider").asText());
      assertEquals("ada", me.path("unix_name").asText());
      assertEquals("ada@physics.example.com", me.path("email").asText());
      JsonNode bob = portal.person("bob", "bob's password").get("/api/auth/me").json();
      assertEquals("user", bob.path("role").asText());
      assertEquals("DX-Users", bob.path("groups").path(0).asText());
      assertEquals(409, ada.post("/api/auth/totp", Json.object().put("password", "x")).status());

      for (String wrong : List.of("wrong", "*", "\\2a")) {
        assertEquals(401, portal.login("bob", wrong).status(), wrong);
        portal.later(Duration.ofMinutes(2));
      }
      for (String name : List.of("*", "b*", "bob)(uid=*", "nobody", "uid=bob")) {
        assertEquals(401, portal.login(name, "bob's password").status(), name);
      }
      assertEquals(
          401,
          portal.login("root.admin", "a directory's root.admin").status(),
          "a local account is nobody else's");

      try (var connection = slapd.connected()) {
        connection.modify(
            "cn=hpc-admins,ou=groups,dc=example,dc=com",
            new Modification(ModificationType.REPLACE, "memberUid", "bob"));
      }
      assertEquals(
          "user", portal.login("ada", "ada's password").json().path("user").path("role").asText());
    }
  }

  @Test
  void a_directory_that_is_away_is_told_and_counts_as_nobody_s_failure() throws Exception {
    try (Portal portal = new Portal(folder.resolve("portal"), options(9))) {
      for (int i = 0; i < 8; i++) {
        Reply reply = portal.login("ada", "ada's password");
        assertEquals(503, reply.status(), reply.body());
        assertTrue(reply.response().headers().firstValue("Retry-After").isPresent());
        assertFalse(reply.body().contains("127.0.0.1"), reply.body());
      }
      assertEquals(200, portal.login("root.admin", Portal.PASSWORD).status());
    }
  }

  private static String options(int port) {
    var ldap =
        Json.object()
            .put("server", "ldap://127.0.0.1:" + port)
            .put("bind_dn", SlapdServer.LOOKER)
            .put("bind_password", SlapdServer.PASSWORD)
            .put("user_base", "ou=people,dc=example,dc=com")
            .put("unix_attribute", "uid")
            .put("group_base", "ou=groups,dc=example,dc=com");
    ldap.putObject("roles").put("hpc-admins", "admin").put("hpc-users", "user");
    return Json.text(Json.object().set("ldap", ldap));
  }
}
