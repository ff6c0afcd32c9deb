package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What people do with the portal, at the virtual IP of three heads that share a MariaDB and a
/// Redis and have no Slurm: one head runs the jobs and keeps the uploads. In order, with one
/// cluster.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class BackEndsLabIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PASSWORD = "a long password of the lab";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static Optional<Heads> booted = Optional.empty();
  private static String alice = "";

  @BeforeAll
  static void up() throws Exception {
    assumeTrue(Heads.possible(), "no lab here: it needs root, Linux and systemd-nspawn");
    Heads heads = Heads.boot("backendit");
    booted = Optional.of(heads);
    Path yaml = heads.file("my_multihead_cluster.yaml");
    String text = Files.readString(yaml);
    Files.writeString(
        yaml, text.replaceAll("(?m)^ *(slurm: true|uploads: /opt/web_services/uploads)\n", ""));
    for (LabHost host : heads.all()) {
      assertEquals(0, host.exec("useradd --create-home --uid 2001 alice").code());
    }
  }

  @AfterAll
  static void down() {
    booted.ifPresent(Heads::close);
  }

  private static Heads heads() {
    return booted.orElseThrow();
  }

  private static Curl portal() {
    return new Curl(heads().vip());
  }

  private static Curl.Answer call(String path, String token, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("-H", "Authorization: Bearer " + token));
    words.addAll(List.of(arguments));
    return portal().call(path, words.toArray(String[]::new));
  }

  private static Curl.Answer post(String path, String token, JsonNode body) throws Exception {
    return call(
        path, token, "-X", "POST", "-H", "Content-Type: application/json", "-d", body.toString());
  }

  private static String signIn(String name) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("username", name).put("password", PASSWORD);
    Curl.Answer answer =
        portal()
            .call(
                "/api/auth/login",
                "-X",
                "POST",
                "-H",
                "Content-Type: application/json",
                "-d",
                body.toString());
    assertEquals(200, answer.status(), answer::toString);
    JsonNode said = JSON.readTree(answer.body());
    assertEquals(name, said.path("user").path("username").asText());
    assertTrue(said.path("user").path("id").isNumber(), answer::toString);
    assertFalse(said.path("user").path("role").asText().isEmpty(), answer::toString);
    return said.path("token").asText();
  }

  @Test
  @Order(1)
  void setup_says_what_is_not_shared_and_the_first_administrator_is_made() throws Exception {
    Hpcctl.Result setup = heads().program().run("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertTrue(setup.err().contains("note: file_service answer from head1 alone"), setup::toString);
    heads().awaitHealthy();
    Hpcctl.Result made =
        heads().program().run("admin", "create", "root1", "--email", "root1@portal.lab");
    assertEquals(0, made.status(), made::toString);
    assertTrue(made.out().contains("password "), made::toString);
    Hpcctl.Result twice =
        heads().program().run("admin", "create", "root1", "--email", "root1@portal.lab");
    assertEquals(1, twice.status(), twice::toString);
    Hpcctl.Result given =
        heads()
            .program()
            .fed(
                PASSWORD + "\n",
                "admin",
                "create",
                "chief",
                "--email",
                "c@portal.lab",
                "--password-stdin");
    assertEquals(0, given.status(), given::toString);
    assertFalse(given.out().contains(PASSWORD), given::toString);
  }

  @Test
  @Order(2)
  void an_administrator_makes_an_account_that_every_head_knows() throws Exception {
    String chief = signIn("chief");
    Curl.Answer made =
        post(
            "/api/auth/users",
            chief,
            JSON.createObjectNode()
                .put("username", "alice")
                .put("email", "alice@portal.lab")
                .put("password", PASSWORD)
                .put("role", "user")
                .put("unix_name", "alice"));
    assertEquals(201, made.status(), made::toString);
    alice = signIn("alice");
    for (LabHost host : heads().all()) {
      Curl.Answer me =
          new Curl(host.address()).call("/api/auth/me", "-H", "Authorization: Bearer " + alice);
      assertEquals(200, me.status(), host.name() + me);
      assertTrue(me.body().contains("\"alice\""), me::toString);
    }
    String wrong = "{\"username\":\"alice\",\"password\":\"not hers at all\"}";
    Curl.Answer older =
        portal()
            .call("/auth/login", "-X", "POST", "-H", "Content-Type: application/json", "-d", wrong);
    assertEquals(401, older.status(), older::toString);
    assertEquals(403, call("/api/auth/users", alice).status());
    assertEquals(401, call("/api/jobs", "not.a.token").status());
  }

  @Test
  @Order(3)
  void without_a_slurm_no_job_runs_and_the_answer_says_when_to_come_back() throws Exception {
    Curl.Answer sent =
        post("/api/jobs", alice, JSON.createObjectNode().put("script", "#!/bin/bash\nid\n"));
    assertEquals(503, sent.status(), sent::toString);
    assertFalse(sent.header("Retry-After").isEmpty(), sent::toString);
  }

  @Test
  @Order(4)
  void a_file_belongs_to_the_unix_user_of_who_sent_it(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("data.txt"), "what was measured\n".repeat(10_000));
    Curl.Answer sent =
        call(
            "/api/files/upload",
            alice,
            "-X",
            "POST",
            "-F",
            "file=@" + file,
            "-F",
            "description=first");
    assertTrue(sent.status() == 201 || sent.status() == 200, sent::toString);
    Curl.Answer list = call("/api/files", alice);
    assertTrue(list.body().contains("data.txt"), list::toString);
    String owner =
        heads()
            .head("head1")
            .exec("find /opt/web_services/uploads -type f -name '*data*' -printf '%u %s\\n'")
            .output();
    assertTrue(owner.contains("alice " + Files.size(file)), owner);
    assertFalse(call("/api/files", signIn("chief")).body().contains("data.txt"));
  }

  @Test
  @Order(5)
  void a_session_goes_on_when_a_head_is_lost_and_ends_everywhere_with_a_logout() throws Exception {
    String token = signIn("alice");
    LabHost lost = heads().head("head3");
    lost.kill();
    assertEquals(200, call("/api/auth/me", token).status());
    lost.start();
    heads().awaitHealthy();
    Curl.Answer bye = call("/api/auth/logout", token, "-X", "POST");
    assertEquals(2, bye.status() / 100, bye::toString);
    for (LabHost host : heads().all()) {
      Instant deadline = Instant.now().plus(PATIENCE);
      Curl at = new Curl(host.address());
      while (at.call("/api/auth/me", "-H", "Authorization: Bearer " + token).status() != 401) {
        assertTrue(Instant.now().isBefore(deadline), host.name());
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
  }

  @Test
  @Order(6)
  void a_database_that_is_away_is_a_503_with_a_time_to_come_back_and_nobody_has_to_restart()
      throws Exception {
    LabHost stores = heads().stores();
    assertEquals(0, stores.exec("systemctl stop mariadb").code());
    Curl.Answer away = call("/api/files", alice);
    assertEquals(503, away.status(), away::toString);
    assertFalse(away.header("Retry-After").isEmpty(), away::toString);
    assertEquals(0, stores.exec("systemctl start mariadb").code());
    Instant deadline = Instant.now().plus(PATIENCE);
    while (call("/api/files", alice).status() != 200) {
      assertTrue(Instant.now().isBefore(deadline), "it did not come back");
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  @Test
  @Order(7)
  void a_second_setup_changes_nothing() throws Exception {
    Hpcctl.Result setup = heads().program().run("setup", "--phase", "web", "--format", "json");
    if (setup.status() != 0) {
      Hpcctl.Result dry = heads().program().run("setup", "--phase", "web", "--dry-run");
      throw new AssertionError(setup + "" + dry);
    }
    assertEquals(0, JSON.readTree(setup.out()).path("changes").asInt(), setup::toString);
  }
}
