package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.LabHost;
import org.hpcctl.testkit.Pebble;
import org.hpcctl.testkit.PebbleSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A certificate for a name that three heads serve, from a real CA: the first one, its renewals,
/// and what can go wrong on the way. One cluster goes through all of it, in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class CertificateLabIT {
  private static final String NAME = "portal.lab";
  private static Optional<Heads> booted = Optional.empty();
  private static Optional<Pebble> started = Optional.empty();

  @TempDir static Path folder;

  @BeforeAll
  static void up() throws Exception {
    assumeTrue(Heads.possible(), "no lab here: it needs root, Linux and systemd-nspawn");
    Pebble.assumeInstalled();
    Heads heads = Heads.boot("certit");
    booted = Optional.of(heads);
    String gateway = heads.vip().replaceAll("\\.[0-9]+$", ".1");
    Pebble pebble =
        Pebble.start(
            folder,
            PebbleSettings.usual()
                .address(gateway)
                .httpPort(80)
                .lostNonces(5)
                .life(Duration.ofDays(6)));
    started = Optional.of(pebble);
    pebble.lead(NAME, List.of(heads.head("head1").address()));
    Files.copy(pebble.roots(), heads.file("pebble-ca.pem"), StandardCopyOption.REPLACE_EXISTING);
    Path yaml = heads.file("my_multihead_cluster.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace(
                "    mode: self_signed\n",
                "    mode: letsencrypt\n    directory: %s\n    ca_file: pebble-ca.pem\n"
                    .formatted(pebble.directory())));
  }

  @AfterAll
  static void down() {
    started.ifPresent(Pebble::close);
    booted.ifPresent(Heads::close);
  }

  @Test
  @Order(1)
  void setup_ends_with_three_heads_that_serve_the_issued_certificate() throws Exception {
    Hpcctl.Result foretold = hpcctl("setup", "--phase", "web", "--dry-run");
    assertTrue(
        foretold.out().contains("Then a certificate for portal.lab is ordered"),
        foretold::toString);
    assertEquals(2, hpcctl("cert", "status").status());
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertServedEverywhere(serial());
    assertEquals(0, hpcctl("cert", "status").status());
  }

  @Test
  @Order(2)
  void nothing_is_due_then_and_a_second_setup_changes_and_reloads_nothing() throws Exception {
    Map<String, String> before = heads().started();
    List<String> workers = workers();
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--format", "json");
    assertEquals(0, setup.status(), setup::toString);
    assertEquals(0, json(setup.out()).path("changes").asInt(), setup::toString);
    String serial = serial();
    Hpcctl.Result renew = hpcctl("cert", "renew", "--format", "json");
    assertEquals(0, renew.status(), renew::toString);
    assertEquals("nothing", json(renew.out()).path("result").asText(), renew::toString);
    assertEquals(serial, serial());
    assertEquals(before, heads().started());
    assertEquals(workers, workers());
  }

  @Test
  @Order(3)
  void whichever_head_the_ca_meets_answers_it_and_no_visitor_notices() throws Exception {
    Visitor visitor = new Visitor(heads().vip());
    Visitor.Visits visits =
        visitor.during(
            () -> {
              for (LabHost head : heads().all()) {
                pebble().lead(NAME, List.of(head.address()));
                String before = serial();
                Hpcctl.Result issue = hpcctl("cert", "issue");
                assertEquals(0, issue.status(), issue::toString);
                assertNotEquals(before, serial());
                assertServedEverywhere(serial());
              }
              return true;
            });
    assertEquals(List.of(), visits.failures(), visits::toString);
    assertEquals(0, visits.repeated(), visits::toString);
  }

  @Test
  @Order(4)
  void a_setup_after_a_renewal_has_nothing_to_do() throws Exception {
    Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
    assertEquals(0, drift.status(), drift::toString);
  }

  @Test
  @Order(4)
  void testssl_finds_nothing_above_low_on_either_version_of_nginx() throws Exception {
    assumeTrue(TlsFindings.possible(), "no testssl on this machine: apt-get install testssl.sh");
    Path root = Files.writeString(folder.resolve("issuing-root.pem"), pebble().issuingRoot(0));
    Map<String, TlsFindings> versions = new TreeMap<>();
    for (String head : List.of("head1", "head2")) {
      Path files = Files.createDirectory(folder.resolve("testssl-" + head));
      versions.put(head, TlsFindings.of(NAME, heads().head(head).address(), root, files));
    }
    for (var version : versions.entrySet()) {
      assertEquals(List.of(), version.getValue().aboveLow(), version.getKey());
    }
  }

  @Test
  @Order(5)
  void one_head_whose_nginx_refuses_keeps_all_heads_at_what_they_had() throws Exception {
    LabHost broken = heads().head("head2");
    String before = serial();
    broken.exec("echo 'no_such_directive;' >/etc/nginx/hpcctl/http/99-foreign.conf");
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(3, issue.status(), issue::toString);
    assertTrue(issue.err().contains("no_such_directive"), issue::toString);
    assertServedEverywhere(before);
    assertNotEquals(before, serial());
    Hpcctl.Result status = hpcctl("cert", "status");
    assertEquals(1, status.status(), status::toString);
    assertTrue(status.out().contains("not deployed on head1, head2, head3"), status::toString);
    Hpcctl.Result health = hpcctl("health", "--all-nodes", "--service", "certificate");
    assertTrue(health.out().contains("not the newest certificate"), health::toString);

    broken.exec("rm /etc/nginx/hpcctl/http/99-foreign.conf");
    String issued = serial();
    Hpcctl.Result renew = hpcctl("cert", "renew");
    assertEquals(0, renew.status(), renew::toString);
    assertEquals(issued, serial());
    assertServedEverywhere(issued);
  }

  @Test
  @Order(6)
  void one_head_that_cannot_reload_takes_the_others_back_too() throws Exception {
    LabHost broken = heads().head("head3");
    String before = serial();
    // `nginx -t` is content; the reload is not.
    broken.exec(
        "mkdir -p /run/systemd/system/nginx.service.d && printf '[Service]\\nExecReload=\\n"
            + "ExecReload=/bin/false\\n' >/run/systemd/system/nginx.service.d/zz.conf"
            + " && systemctl daemon-reload");
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(3, issue.status(), issue::toString);
    assertTrue(issue.err().contains("head3"), issue::toString);
    assertServedEverywhere(before);
    broken.exec("rm -r /run/systemd/system/nginx.service.d && systemctl daemon-reload");
    assertEquals(0, hpcctl("cert", "renew").status());
    assertServedEverywhere(serial());
  }

  @Test
  @Order(7)
  void a_head_that_is_away_gets_it_when_it_is_back() throws Exception {
    LabHost away = heads().head("head3");
    pebble().lead(NAME, List.of(heads().head("head1").address()));
    away.cut(true);
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(3, issue.status(), issue::toString);
    String issued = serial();
    assertEquals(issued, served(heads().head("head1")));
    assertEquals(issued, served(heads().head("head2")));
    away.heal();
    heads().awaitOneHolder();
    Hpcctl.Result renew = hpcctl("cert", "renew");
    assertEquals(0, renew.status(), renew::toString);
    assertEquals(issued, serial());
    assertServedEverywhere(issued);
  }

  @Test
  @Order(8)
  void a_run_that_is_killed_before_it_deploys_is_finished_by_the_next() throws Exception {
    for (String moment : List.of("issued, serial", "deploying to")) {
      Hpcctl program = heads().program();
      Hpcctl.Running running = program.start("cert", "issue");
      running.awaitSaid(moment);
      running.process().descendants().forEach(ProcessHandle::destroyForcibly);
      running.process().destroyForcibly();
      program.wait(running);
      String issued = serial();
      Hpcctl.Result renew = hpcctl("cert", "renew");
      assertEquals(0, renew.status(), renew::toString);
      assertEquals(issued, serial());
      assertServedEverywhere(issued);
    }
  }

  @Test
  @Order(9)
  void heads_that_were_left_half_flipped_become_one_again() throws Exception {
    LabHost first = heads().head("head1");
    String old = first.exec("readlink /etc/nginx/tls/current").output().strip();
    assertEquals(0, hpcctl("cert", "issue").status());
    // As a run that was killed between two heads leaves it: one head has the one before.
    first.exec("ln -sfn " + old + " /etc/nginx/tls/current && systemctl reload nginx");
    state(node -> ((ObjectNode) node.path("deployed")).remove("head1"));
    Hpcctl.Result renew = hpcctl("cert", "renew");
    assertEquals(0, renew.status(), renew::toString);
    assertServedEverywhere(serial());
  }

  @Test
  @Order(10)
  void the_virtual_ip_may_move_during_the_order() throws Exception {
    pebble().lead(NAME, List.of(heads().vip()));
    LabHost holder = heads().holder();
    Hpcctl program = heads().program();
    Hpcctl.Running running = program.start("cert", "issue");
    running.awaitSaid("asking every head");
    holder.exec("systemctl stop keepalived");
    Hpcctl.Result issue = program.wait(running);
    holder.exec("systemctl start keepalived");
    assertEquals(0, issue.status(), issue::toString);
    assertServedEverywhere(serial());
    heads().awaitOneHolder();
  }

  @Test
  @Order(11)
  void of_two_runs_at_once_one_says_that_the_other_is_at_work() throws Exception {
    Hpcctl program = heads().program();
    Hpcctl.Running first = program.start("cert", "issue");
    first.awaitSaid("certificate for");
    Hpcctl.Result second = hpcctl("cert", "issue");
    assertEquals(0, program.wait(first).status());
    assertEquals(1, second.status(), second::toString);
    assertTrue(
        second.err().contains("another run is at work on this certificate"), second::toString);
  }

  @Test
  @Order(12)
  void a_ca_that_forgot_the_account_gets_a_new_one() throws Exception {
    pebble().forget();
    Hpcctl.Result issue = hpcctl("cert", "issue");
    assertEquals(0, issue.status(), issue::toString);
    assertServedEverywhere(serial());
  }

  @Test
  @Order(13)
  void a_head_that_does_not_answer_is_named_before_anything_is_ordered() throws Exception {
    LabHost silent = heads().head("head2");
    String before = serial();
    silent.exec("sed -i s/return/#return/ /etc/nginx/hpcctl/acme.conf && systemctl reload nginx");
    for (String command : List.of("dry-run", "issue")) {
      Hpcctl.Result refused = hpcctl("cert", command);
      assertEquals(1, refused.status(), refused::toString);
      assertTrue(
          refused.err().contains("head2 does not answer a challenge for portal.lab"),
          refused::toString);
    }
    assertEquals(before, serial());
    assertEquals(0, hpcctl("setup", "--phase", "web", "--yes").status());
    assertEquals(0, hpcctl("cert", "dry-run").status());
  }

  @Test
  @Order(14)
  void a_revoked_certificate_is_replaced_and_a_changed_key_is_told_to_the_heads() throws Exception {
    Hpcctl.Result revoke = hpcctl("cert", "revoke", "--reason", "superseded", "--yes");
    assertEquals(0, revoke.status(), revoke::toString);
    assertEquals(2, hpcctl("cert", "status").status());
    Hpcctl.Result rollover = hpcctl("cert", "rollover");
    assertEquals(0, rollover.status(), rollover::toString);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertServedEverywhere(serial());
  }

  @Test
  @Order(14)
  void a_lost_certificate_is_told_and_never_replaced_by_one_of_our_own() throws Exception {
    Path file = stateFile().resolveSibling("portal.pem");
    Path aside = stateFile().resolveSibling("aside.pem");
    Files.move(file, aside);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(1, setup.status(), setup::toString);
    assertTrue(setup.err().contains("portal.pem is gone"), setup::toString);
    assertEquals(2, hpcctl("cert", "status").status());
    Files.move(aside, file);
    assertEquals(0, hpcctl("cert", "status").status());
    assertServedEverywhere(serial());
  }

  @Test
  @Order(15)
  void a_wildcard_from_another_ca_is_proved_by_records_and_served_by_all_heads() throws Exception {
    Path yaml = heads().file("my_multihead_cluster.yaml");
    String before = Files.readString(yaml);
    String gateway = heads().vip().replaceAll("\\.[0-9]+$", ".1");
    String secret = Base64.getEncoder().encodeToString(new SecureRandom().generateSeed(32));
    try (LabZone zone =
            LabZone.start(
                Files.createDirectory(folder.resolve("dns")), gateway, heads().vip(), secret);
        Pebble other =
            Pebble.start(
                folder.resolve("other"),
                PebbleSettings.usual().address(gateway).nameServer(zone.address()))) {
      Files.copy(other.roots(), heads().file("other-ca.pem"));
      Files.writeString(
          heads().file("my_multihead_cluster.secrets.env"),
          "TSIG_SECRET=" + secret + "\n",
          StandardOpenOption.APPEND);
      Files.writeString(
          yaml,
          before
              .replace(pebble().directory().toString(), other.directory().toString())
              .replace(
                  "    ca_file: pebble-ca.pem\n",
                  """
                      ca_file: other-ca.pem
                      names: [portal.lab, "*.portal.lab"]
                      challenge: dns-01
                      dns:
                        server: %1$s
                        key_name: hpcctl
                        key_secret: ${TSIG_SECRET}
                        resolvers: [%1$s]
                  """
                      .formatted(gateway)));
      Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
      assertEquals(0, setup.status(), setup::toString);
      assertServedEverywhere(serial());
      Path root =
          Files.writeString(folder.resolve("other").resolve("root.pem"), other.issuingRoot(0));
      for (LabHost head : heads().all()) {
        for (String name : List.of(NAME, "any." + NAME)) {
          assertEquals(0, verified(head, name, root), head.name() + ": " + name);
        }
        assertTrue(head.exec("nginx -T 2>/dev/null").output().contains(" *." + NAME), head.name());
        assertEquals("", head.exec("find /etc/nginx/hpcctl -name acme.conf").output(), head.name());
      }
      assertEquals(0, zone.records("_acme-challenge." + NAME));
      assertFalse(setup.err().contains("left behind"), setup::toString);
      Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
      assertEquals(0, drift.status(), drift::toString);
    } finally {
      Files.writeString(yaml, before);
    }
    // Another CA and other names: back to the first is an order again.
    String wildcard = serial();
    Hpcctl.Result back = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, back.status(), back::toString);
    assertNotEquals(wildcard, serial());
    assertServedEverywhere(serial());
  }

  @Test
  @Order(16)
  void the_timer_of_a_controller_renews_by_itself() throws Exception {
    LabHost head = heads().head("head1");
    Path yaml = heads().file("my_multihead_cluster.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replace("    mode: letsencrypt\n", "    mode: letsencrypt\n    timer_host: head1\n"));
    Hpcctl.Result without = hpcctl("setup", "--phase", "web", "--yes");
    assertNotEquals(0, without.status(), without::toString);
    assertTrue(without.err().contains("/usr/bin/hpcctl"), without::toString);

    install(head);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertTrue(head.exec("systemctl list-timers").output().contains("hpcctl-cert-renew.timer"));
    // Its time has come.
    state(
        node ->
            ((ObjectNode) node.path("held"))
                .put("not_before", Instant.now().minus(Duration.ofDays(5)).toString())
                .put("not_after", Instant.now().plus(Duration.ofDays(1)).toString()));
    copy(heads().file(".hpcctl"), head.root().resolve("etc/hpcctl/.hpcctl"));
    String before = serial();
    var run =
        head.exec(
            "systemctl start hpcctl-cert-renew.service; journalctl -u hpcctl-cert-renew.service -o"
                + " cat --no-pager; systemctl show -p Result --value hpcctl-cert-renew.service");
    assertTrue(run.output().endsWith("success\n"), run.output());
    String after = served(head);
    assertNotEquals(before, after, run.output());
    for (LabHost other : heads().all()) {
      assertEquals(after, served(other), run.output());
    }

    // Another machine takes over: the old timer must not renew beside it.
    copy(head.root().resolve("etc/hpcctl/.hpcctl"), heads().file(".hpcctl"));
    Files.writeString(yaml, Files.readString(yaml).replace("    timer_host: head1\n", ""));
    Hpcctl.Result moved = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, moved.status(), moved::toString);
    assertTrue(!head.exec("systemctl list-timers").output().contains("hpcctl-cert-renew"));
    assertServedEverywhere(after);
  }

  /// hpcctl with what it needs, where the package and an operator would put it.
  private static void install(LabHost head) throws Exception {
    copy(Hpcctl.HOME, head.root().resolve("usr/lib/hpcctl"));
    Files.createSymbolicLink(
        head.root().resolve("usr/bin/hpcctl"), Path.of("/usr/lib/hpcctl/bin/hpcctl"));
    Path etc = Files.createDirectories(head.root().resolve("etc/hpcctl"));
    for (String name :
        List.of(
            "my_multihead_cluster.yaml",
            "my_multihead_cluster.secrets.env",
            "pebble-ca.pem",
            ".hpcctl",
            "id_ed25519",
            "known_hosts")) {
      copy(heads().file(name), etc.resolve(name));
    }
    Path yaml = etc.resolve("my_multihead_cluster.yaml");
    String here = Objects.requireNonNull(heads().file("id_ed25519").getParent()).toString();
    Files.writeString(yaml, Files.readString(yaml).replace(here + "/", "/etc/hpcctl/"));
  }

  private static void copy(Path from, Path to) throws Exception {
    Files.createDirectories(Objects.requireNonNull(to.getParent()));
    Process process =
        new ProcessBuilder("cp", "-a", "-T", from.toString(), to.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static Heads heads() {
    return booted.orElseThrow();
  }

  private static Pebble pebble() {
    return started.orElseThrow();
  }

  private static Hpcctl.Result hpcctl(String... arguments) throws Exception {
    return heads().program().run(arguments);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }

  private static Path stateFile() {
    return heads().file(".hpcctl").resolve("certit/certificate/state.json");
  }

  /// The serial of the newest certificate, as it is remembered.
  private static String serial() throws IOException {
    return json(Files.readString(stateFile())).path("held").path("serial").asText();
  }

  private static void state(Consumer<JsonNode> change) throws IOException {
    JsonNode root = json(Files.readString(stateFile()));
    change.accept(root);
    Files.writeString(stateFile(), root.toPrettyString());
  }

  /// The serial of the certificate that a visitor of this head is shown.
  private static String served(LabHost head) throws Exception {
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "openssl s_client -connect %s:443 -servername %s </dev/null 2>/dev/null | openssl x509 -noout -serial"
                    .formatted(head.address(), NAME))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return new BigInteger(said.strip().replace("serial=", ""), 16).toString(16);
  }

  /// How a visitor's check of the certificate by a name ends.
  private static int verified(LabHost head, String name, Path root) throws Exception {
    Process process =
        new ProcessBuilder(
                "openssl",
                "s_client",
                "-connect",
                head.address() + ":443",
                "-servername",
                name,
                "-verify_hostname",
                name,
                "-verify_return_error",
                "-CAfile",
                root.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    process.getOutputStream().close();
    return process.waitFor();
  }

  private static void assertServedEverywhere(String serial) throws Exception {
    for (LabHost head : heads().all()) {
      assertEquals(serial, served(head), head.name());
    }
  }

  /// Who answers visitors: a reload would exchange them.
  private static List<String> workers() {
    return heads().all().stream().map(head -> head.exec("pgrep -x nginx | sort").output()).toList();
  }
}
