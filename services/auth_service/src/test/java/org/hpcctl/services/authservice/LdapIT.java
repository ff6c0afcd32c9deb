package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.Certificates;
import org.hpcctl.testkit.LdapTree;
import org.hpcctl.testkit.SlapdServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Signing in with the passwords of a real directory.
@Timeout(300)
class LdapIT {
  private static final LdapTree PHYSICS =
      new LdapTree(
          List.of(
              new LdapTree.Person("ada", "ada's password", List.of("hpc-admins")),
              new LdapTree.Person("bob", "bob's password", List.of("hpc-users", "DX-Users")),
              new LdapTree.Person("root.admin", "a directory's root.admin", List.of())));

  @TempDir Path folder;

  private SlapdServer slapd(Optional<Certificates> certificates) throws IOException {
    return SlapdServer.start(Files.createDirectory(folder.resolve("slapd")), PHYSICS, certificates);
  }

  private static LDAPConnection connected(SlapdServer slapd) throws LDAPException {
    return new LDAPConnection("127.0.0.1", slapd.port(), LdapTree.LOOKER, LdapTree.PASSWORD);
  }

  @Test
  void people_of_a_directory_come_in_and_its_groups_say_as_what() throws Exception {
    try (SlapdServer slapd = slapd(Optional.empty());
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

      try (var connection = connected(slapd)) {
        connection.modify(
            "cn=hpc-admins,ou=groups,dc=example,dc=com",
            new Modification(ModificationType.REPLACE, "memberUid", "bob"));
      }
      assertEquals(
          "user", portal.login("ada", "ada's password").json().path("user").path("role").asText());
    }
  }

  @Test
  void people_are_told_apart_by_an_attribute_that_is_no_text() throws Exception {
    try (SlapdServer slapd = slapd(Optional.empty())) {
      try (var connection = connected(slapd)) {
        for (var person : Map.of("ada", (byte) 0x81, "bob", (byte) 0x82).entrySet()) {
          connection.modify(
              "uid=%s,ou=people,dc=example,dc=com".formatted(person.getKey()),
              new Modification(
                  ModificationType.ADD, "jpegPhoto", new byte[] {1, 5, person.getValue(), 0}));
        }
      }
      ObjectNode options = (ObjectNode) Json.read(options(slapd.port()));
      ((ObjectNode) options.path("ldap")).put("subject_attribute", "jpegPhoto");
      try (Portal portal = new Portal(folder.resolve("portal"), Json.text(options))) {
        for (String name : List.of("ada", "bob", "ada")) {
          JsonNode me = portal.person(name, name + "'s password").get("/api/auth/me").json();
          assertEquals(name, me.path("username").asText());
        }
      }
    }
  }

  @Test
  void over_tls_only_the_server_that_the_private_authority_vouches_for_gets_a_password()
      throws Exception {
    Certificates ours = Certificates.create(Files.createDirectory(folder.resolve("ours")));
    Certificates others = Certificates.create(Files.createDirectory(folder.resolve("others")));
    try (SlapdServer slapd = slapd(Optional.of(ours))) {
      String address = "ldaps://127.0.0.1:" + slapd.securePort();
      assertEquals(200, login(address, ours));
      assertEquals(503, login(address, others), "of another authority");
      // The certificate is for 127.0.0.1.
      assertEquals(503, login(address.replace("127.0.0.1", "localhost"), ours), "of another name");
      assertEquals(503, login("ldaps://127.0.0.1:" + slapd.port(), ours), "without TLS");
    }
  }

  private int login(String address, Certificates trusted) throws Exception {
    ObjectNode options = (ObjectNode) Json.read(options(0));
    ObjectNode ldap = (ObjectNode) options.path("ldap");
    ldap.put("server", address).put("authority", trusted.authority().toString());
    Path own = Files.createTempDirectory(folder, "portal");
    try (Portal portal = new Portal(own, Json.text(options))) {
      assertEquals(401, portal.login("root.admin", "wrong").status(), "ours are asked for first");
      return portal.login("ada", "ada's password").status();
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
            .put("bind_dn", LdapTree.LOOKER)
            .put("bind_password", LdapTree.PASSWORD)
            .put("user_base", LdapTree.PEOPLE)
            .put("unix_attribute", "uid")
            .put("group_base", LdapTree.GROUPS);
    ldap.putObject("roles").put("hpc-admins", "admin").put("hpc-users", "user");
    return Json.text(Json.object().set("ldap", ldap));
  }
}
