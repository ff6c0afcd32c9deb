package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.Portal.Person;
import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Accounts, roles and groups, and who may touch them.
@Timeout(300)
@Tag("slow")
class AdministrationTest {
  private static final List<String> ADMINISTRATION =
      List.of(
          "/api/auth/users",
          "/api/auth/users/1",
          "/api/auth/roles",
          "/api/auth/groups",
          "/api/auth/audit");

  @TempDir Path folder;

  @Test
  void nobody_but_an_administrator_administers() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      for (String role : List.of("operator", "user", "guest")) {
        long id = portal.account(admin, role, role);
        Person person = portal.person(role, Portal.PASSWORD);
        for (String path : ADMINISTRATION) {
          assertEquals(403, person.get(path).status(), role + " " + path);
        }
        ObjectNode promotion = Json.object().put("role", "admin");
        assertEquals(403, person.patch("/api/auth/users/" + id, promotion).status());
        assertEquals(403, person.put("/api/auth/roles/" + role, grant("*")).status());
        assertEquals(403, person.delete("/api/auth/users/1").status());
        assertEquals(role, person.get("/api/auth/me").json().path("role").asText());
      }
      for (String path : ADMINISTRATION) {
        assertEquals(401, portal.send("GET", path, Optional.empty()).status(), path);
        assertEquals(200, admin.get(path).status(), path);
      }
    }
  }

  @Test
  void fields_that_are_not_asked_for_are_refused() throws Exception {
    try (Portal portal = new Portal(folder, "{\"registration\": \"approved\"}")) {
      Person admin = portal.admin();
      portal.account(admin, "alice", "user");
      for (String field :
          List.of("role", "disabled", "id", "permissions", "unix_name", "provider")) {
        ObjectNode wanted =
            Portal.credentials("mallory", Portal.PASSWORD).put("email", "m@example.com");
        Reply reply =
            portal.send("POST", "/api/auth/register", Optional.of(wanted.put(field, "admin")));
        assertEquals(400, reply.status(), field);
      }
      for (String field : List.of("id", "username", "password_hash", "provider", "created_at")) {
        ObjectNode change = Json.object().put(field, "x");
        assertEquals(400, admin.patch("/api/auth/users/2", change).status(), field);
      }
    }
  }

  @Test
  void who_asks_for_an_account_waits_and_does_not_learn_who_has_one() throws Exception {
    try (Portal portal = new Portal(folder, "{\"registration\": \"approved\"}")) {
      ObjectNode bob = Portal.credentials("bob", Portal.PASSWORD).put("email", "bob@example.com");
      Reply first = portal.send("POST", "/api/auth/register", Optional.of(bob));
      Reply second = portal.send("POST", "/api/auth/register", Optional.of(bob));
      assertEquals(202, first.status());
      assertEquals(first.body(), second.body());
      assertEquals(401, portal.login("bob", Portal.PASSWORD).status());
      Person admin = portal.admin();
      JsonNode found = admin.get("/api/auth/users?search=bo").json().path("users").path(0);
      assertTrue(found.path("disabled").asBoolean());
      ObjectNode opened = Json.object().put("disabled", false);
      admin.patch("/api/auth/users/" + found.path("id").asLong(), opened);
      assertEquals(200, portal.login("bob", Portal.PASSWORD).status());
    }
    try (Portal portal = new Portal(folder.resolve("other"), "{}")) {
      ObjectNode bob = Portal.credentials("bob", Portal.PASSWORD).put("email", "bob@example.com");
      assertEquals(403, portal.send("POST", "/api/auth/register", Optional.of(bob)).status());
    }
  }

  @Test
  void the_last_administrator_stays() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      assertEquals(409, admin.delete("/api/auth/users/1").status());
      for (ObjectNode change :
          List.of(Json.object().put("role", "user"), Json.object().put("disabled", true))) {
        assertEquals(409, admin.patch("/api/auth/users/1", change).status());
      }
      assertEquals(409, admin.put("/api/auth/roles/admin", grant("jobs")).status());
      assertEquals("admin", admin.get("/api/auth/users/1").json().path("role").asText());
      long other = portal.account(admin, "second", "admin");
      assertEquals(
          204, portal.person("second", Portal.PASSWORD).delete("/api/auth/users/1").status());
      assertEquals(401, admin.get("/api/auth/me").status(), "a token outlives no account");
      Person second = portal.person("second", Portal.PASSWORD);
      assertEquals(409, second.delete("/api/auth/users/" + other).status());
    }
  }

  @Test
  void two_administrators_who_remove_each_other_at_once_leave_one() throws Exception {
    try (Portal portal = new Portal(folder, "{}");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Person first = portal.admin();
      long other = portal.account(first, "second", "admin");
      Person second = portal.person("second", Portal.PASSWORD);
      CountDownLatch together = new CountDownLatch(1);
      Future<Integer> one =
          threads.submit(
              () -> {
                together.await();
                return first.delete("/api/auth/users/" + other).status();
              });
      Future<Integer> two =
          threads.submit(
              () -> {
                together.await();
                return second.delete("/api/auth/users/1").status();
              });
      together.countDown();
      List<Integer> answers = Stream.of(one.get(), two.get()).sorted().toList();
      assertEquals(204, answers.getFirst(), answers.toString());
      assertTrue(Set.of(401, 409).contains(answers.getLast()), answers.toString());
    }
  }

  @Test
  void a_right_that_is_taken_away_is_gone_at_once() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      long id = portal.account(admin, "alice", "operator");
      List<ObjectNode> changes =
          List.of(
              Json.object().put("role", "guest"),
              Json.object().put("unix_name", "alice"),
              Json.object().put("unix_name", (String) null),
              Json.object().put("disabled", true));
      for (ObjectNode change : changes) {
        Person alice = portal.person("alice", Portal.PASSWORD);
        assertEquals(200, admin.patch("/api/auth/users/" + id, change).status());
        assertEquals(401, alice.get("/api/auth/me").status(), change.toString());
      }
      assertEquals(401, portal.login("alice", Portal.PASSWORD).status());
      admin.patch("/api/auth/users/" + id, Json.object().put("disabled", false));
      Person alice = portal.person("alice", Portal.PASSWORD);
      ObjectNode nothing = Json.object().put("email", "alice@physics.example.com");
      assertEquals(200, admin.patch("/api/auth/users/" + id, nothing).status());
      assertEquals(200, alice.get("/api/auth/me").status());
      Reply reset = admin.post("/api/auth/users/" + id + "/password", Json.object());
      assertEquals(401, alice.get("/api/auth/me").status());
      assertEquals(200, portal.login("alice", reset.json().path("password").asText()).status());
    }
  }

  @Test
  void groups_and_roles_give_permissions() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      long id = portal.account(admin, "alice", "user");
      assertEquals(200, admin.put("/api/auth/groups/DX-Users", grant("vnc", "app")).status());
      ObjectNode joined = Json.object().set("groups", Json.array().add("DX-Users"));
      assertEquals(200, admin.patch("/api/auth/users/" + id, joined).status());
      Person alice = portal.person("alice", Portal.PASSWORD);
      JsonNode me = alice.get("/api/auth/me").json();
      assertEquals(words("DX-Users"), me.path("groups"));
      assertEquals(words("app", "files", "jobs", "monitoring", "vnc"), me.path("permissions"));
      ObjectNode unknown = Json.object().set("groups", Json.array().add("nobody"));
      assertEquals(400, admin.patch("/api/auth/users/" + id, unknown).status());
      assertEquals(204, admin.delete("/api/auth/groups/DX-Users").status());
      assertEquals(401, alice.get("/api/auth/me").status());
      assertEquals(200, admin.put("/api/auth/roles/student", grant("jobs")).status());
      assertEquals(
          200, admin.patch("/api/auth/users/" + id, Json.object().put("role", "student")).status());
      assertEquals(409, admin.delete("/api/auth/roles/student").status());
      assertEquals(409, admin.delete("/api/auth/roles/guest").status());
    }
  }

  @Test
  void a_unix_account_of_the_system_or_of_somebody_else_is_not_mapped() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      long alice = portal.account(admin, "alice", "user");
      long bob = portal.account(admin, "bob", "user");
      for (String wrong :
          List.of(
              "root",
              "slurm",
              "www-data",
              "systemd-network",
              "Alice",
              "a b",
              "../alice",
              "alice\n",
              "-alice",
              "a".repeat(33),
              "")) {
        ObjectNode change = Json.object().put("unix_name", wrong);
        assertEquals(400, admin.patch("/api/auth/users/" + alice, change).status(), wrong);
      }
      ObjectNode right = Json.object().put("unix_name", "shared_1");
      assertEquals(200, admin.patch("/api/auth/users/" + alice, right).status());
      assertEquals(409, admin.patch("/api/auth/users/" + bob, right).status());
    }
  }

  @Test
  void users_are_read_page_by_page() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      for (String name : List.of("a_1", "a_2", "ab3")) {
        portal.account(admin, name, "user");
      }
      JsonNode first = admin.get("/api/auth/users?limit=3").json();
      assertEquals(3, first.path("users").size());
      JsonNode rest =
          admin.get("/api/auth/users?limit=3&after=" + first.path("next").asLong()).json();
      assertEquals("ab3", rest.path("users").path(0).path("username").asText());
      assertTrue(rest.path("next").isNull());
      assertEquals(2, admin.get("/api/auth/users?search=a_").json().path("users").size());
      assertEquals(0, admin.get("/api/auth/users?search=%25").json().path("users").size());
    }
  }

  @Test
  void what_administrators_do_is_in_the_audit_log_and_cannot_be_changed() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      Person admin = portal.admin();
      portal.account(admin, "alice", "user");
      JsonNode entry = admin.get("/api/auth/audit?target=alice").json().path("entries").path(0);
      assertEquals("user.create", entry.path("action").asText());
      assertEquals("root.admin", entry.path("actor").asText());
      assertEquals("done", entry.path("outcome").asText());
      assertFalse(entry.path("request_id").asText().isEmpty());
      assertEquals(405, admin.delete("/api/auth/audit").status());
    }
  }

  private static ObjectNode grant(String... permissions) {
    return Json.object().set("permissions", words(permissions));
  }

  private static ArrayNode words(String... words) {
    ArrayNode list = Json.array();
    Stream.of(words).forEach(list::add);
    return list;
  }
}
