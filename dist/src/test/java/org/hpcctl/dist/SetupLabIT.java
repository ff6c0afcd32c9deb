package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.lab.LabHost;
import org.hpcctl.spec.WebService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Three bare hosts become three heads, and what can go wrong on the way: the acceptance tests of
/// the web phase, on Debian 12 and Debian 13. One cluster goes through all of them, in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SetupLabIT {
  private static final String NAME = "setupit";

  private static Optional<Heads> booted = Optional.empty();

  @RegisterExtension static final AfterFailure RESTORED = new AfterFailure(() -> heads().restore());

  @BeforeAll
  static void up() throws Exception {
    assumeTrue(Heads.possible(), "no lab here: it needs root, Linux and systemd-nspawn");
    booted = Optional.of(Heads.boot(NAME));
  }

  @AfterAll
  static void down() {
    booted.ifPresent(Heads::close);
  }

  @Test
  @Order(1)
  void a_dry_run_leaves_the_file_tree_of_every_host_as_it_was() throws Exception {
    Map<String, String> before = heads().trees();
    Hpcctl.Result dryRun = hpcctl("setup", "--phase", "web", "--dry-run", "--detailed-exitcode");
    assertEquals(2, dryRun.status(), dryRun::toString);
    assertTrue(dryRun.out().contains("+ package nginx"), dryRun::toString);
    assertEquals(List.of(), Heads.differing(before, heads().trees()));
  }

  @Test
  @Order(2)
  void three_bare_hosts_become_three_heads_that_serve_the_portal() throws Exception {
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    visitor().awaitAnswer("/health", Heads.FAILOVER);
    for (LabHost host : heads().all()) {
      Visitor visitor = new Visitor(host.address());
      for (String path : List.of("/", "/monitoring/", "/admin/", "/health", "/api/auth/health")) {
        assertEquals(200, visitor.visit(path), host.name() + " " + path);
      }
      assertEquals(404, visitor.visit("/api/jobs/no/such/thing"));
      assertEquals(401, visitor.visit("/api/jobs"));
    }
  }

  @Test
  @Order(3)
  void a_second_setup_changes_nothing_and_restarts_nothing() throws Exception {
    Map<String, String> started = heads().started();
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--format", "json");
    assertEquals(0, setup.status(), setup::toString);
    assertEquals(0, json(setup).path("changes").asInt(), setup::toString);
    assertEquals(started, heads().started());
    Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
    assertEquals(0, drift.status(), drift::toString);
  }

  @Test
  @Order(4)
  void services_run_from_their_caches() {
    // A JVM whose cache does not fit lets it go and says nothing.
    String question =
        """
        for unit in %s; do
          grep -q "$unit/cache/.*\\.aot" "/proc/$(systemctl show --value -p MainPID "$unit")/maps" || echo "$unit"
        done
        """
            .formatted(
                Arrays.stream(WebService.values())
                    .map(WebService::yamlName)
                    .collect(Collectors.joining(" ")));
    for (LabHost host : heads().all()) {
      assertEquals("", host.exec(question).output(), host::name);
    }
  }

  @Test
  @Order(4)
  void units_are_confined() {
    for (LabHost host : heads().all()) {
      for (String unit : List.of("auth_service", "dashboard", "websocket_service")) {
        String exposure =
            host.exec("systemd-analyze security --no-pager " + unit + " | tail -n 1").output();
        Matcher number = Pattern.compile(": (\\d+\\.\\d)").matcher(exposure);
        assertTrue(number.find() && Double.parseDouble(number.group(1)) <= 2.5, exposure);
      }
    }
  }

  @Test
  @Order(5)
  void what_cannot_be_read_is_refused_alike_by_every_nginx_and_logs_are_for_their_readers() {
    for (LabHost host : heads().all()) {
      String said =
          host.exec(
                  """
                  for url in https://%1$s/%%zz http://%1$s/%%zz http://%1$s:443/; do
                    curl -sk -o /dev/null -w '%%{http_code} %%{content_type} %%header{x-frame-options}\n' $url
                  done | sort -u
                  stat -c '%%U:%%G %%a' /var/log/nginx/web_services_*.log | sort -u
                  """
                      .formatted(host.address()))
              .output();
      assertEquals(
          "400 application/problem+json SAMEORIGIN\nwww-data:adm 640", said.strip(), host.name());
    }
  }

  @Test
  @Order(6)
  void following_a_log_ends_with_its_reader() throws Exception {
    String seen = heads().program().firstLine("logs", "-f", "job_api");
    assertEquals(1, seen.lines().count(), seen);
  }

  @Test
  @Order(7)
  void what_somebody_changed_by_hand_is_shown_as_drift_and_put_right() throws Exception {
    LabHost head2 = head("head2");
    head2.exec("echo '# by hand' >>/etc/nginx/nginx.conf; systemctl stop job_api");
    Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
    assertEquals(2, drift.status(), drift::toString);
    assertTrue(drift.out().contains("-# by hand"), drift::toString);
    assertTrue(drift.out().contains("unit job_api.service"), drift::toString);
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    assertEquals(0, hpcctl("drift", "--phase", "web").status());
  }

  @Test
  @Order(8)
  void the_old_configuration_serves_on_when_nginx_refuses_the_new_one() throws Exception {
    LabHost head1 = head("head1");
    head1.exec("echo 'no_such_directive;' >/etc/nginx/hpcctl/http/99-foreign.conf");
    head1.exec("echo '# by hand' >>/etc/nginx/nginx.conf");
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(3, setup.status(), setup::toString);
    assertTrue(setup.err().contains("no_such_directive"), setup::toString);
    assertEquals(200, new Visitor(head1.address()).visit("/health"));
    head1.exec("rm /etc/nginx/hpcctl/http/99-foreign.conf");
    assertEquals(0, hpcctl("setup", "--phase", "web", "--yes").status());
  }

  @Test
  @Order(9)
  void the_virtual_ip_leaves_a_head_whose_nginx_dies_and_one_that_is_cut_off() throws Exception {
    LabHost holder = heads().holder();
    report(
        "nginx killed",
        Outage.at(
            heads().vip(),
            443,
            () -> holder.exec("systemctl kill --signal=KILL nginx; systemctl stop nginx")));
    heads().awaitHolderOtherThan(holder);
    holder.exec("systemctl start nginx");
    LabHost next = heads().holder();
    report("silent cut", Outage.at(heads().vip(), 443, () -> cut(next)));
    next.heal();
    heads().awaitOneHolder();
    visitor().awaitAnswer("/health", Heads.FAILOVER);
  }

  private static LabHost cut(LabHost host) {
    host.cut(true);
    return host;
  }

  @Test
  @Order(10)
  void a_rolling_restart_loses_no_request_through_the_virtual_ip_but_cuts_connections_once_a_move()
      throws Exception {
    visitor().awaitAnswer("/health", Heads.FAILOVER);
    Map<String, String> before = heads().started();
    int moves = heads().moves();
    Visitor.Visits visits =
        visitor()
            .during(
                () -> {
                  Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--force", "--yes");
                  assertEquals(0, setup.status(), setup::toString);
                  return setup;
                });
    System.out.printf(
        "rolling restart: %d visits, %d repeated%n", visits.count(), visits.repeated());
    assertNotEquals(before, heads().started());
    assertEquals(List.of(), visits.failures());
    // A connection that is open while the virtual IP moves is cut; a browser repeats what is safe
    // to repeat (RFC 9110, 9.2.2).
    assertTrue(visits.repeated() <= heads().moves() - moves, visits::toString);
  }

  @Test
  @Order(11)
  void the_second_of_two_runs_says_who_holds_the_lock() throws Exception {
    head("head3").exec("echo '# by hand' >>/etc/nginx/nginx.conf");
    head("head3")
        .exec(
            "mkdir -p /var/lib/hpcctl; echo 'somebody else, run 1' >/var/lib/hpcctl/lock.owner;"
                + " systemd-run -q --unit=holder flock /var/lib/hpcctl/lock sleep 600");
    Hpcctl.Result second = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(1, second.status(), second::toString);
    assertTrue(second.err().contains("held by somebody else, run 1"), second::toString);
    Hpcctl.Running waiting =
        heads().program().start("setup", "--phase", "web", "--yes", "--lock-wait", "2m");
    head("head3").exec("systemctl stop holder");
    assertEquals(0, heads().program().wait(waiting).status());
  }

  @Test
  @Order(12)
  void a_killed_hpcctl_leaves_what_the_next_run_heals() throws Exception {
    for (String host : List.of("head1", "head2", "head3")) {
      head(host).exec("echo '# by hand' >>/etc/nginx/nginx.conf; systemctl stop file_service");
    }
    Hpcctl.Running running = heads().program().start("setup", "--phase", "web", "--yes");
    running.awaitSaid("web: portal");
    running.process().destroyForcibly();
    heads().program().wait(running);
    Hpcctl.Result next = hpcctl("setup", "--phase", "web", "--yes", "--lock-wait", "5m");
    if (next.status() != 0) {
      // What the orphaned apply did after the probe is refused once, and right the next time.
      next = hpcctl("setup", "--phase", "web", "--yes", "--lock-wait", "5m");
    }
    assertEquals(0, next.status(), next::toString);
    assertEquals(0, hpcctl("drift", "--phase", "web").status());
  }

  @Test
  @Order(13)
  void one_host_down_is_reported_and_the_others_are_done() throws Exception {
    head("head3").kill();
    for (String host : List.of("head1", "head2")) {
      head(host).exec("echo '# by hand' >>/etc/nginx/nginx.conf");
    }
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(3, setup.status(), setup::toString);
    assertTrue(setup.err().contains("head3"), setup::toString);
    assertFalse(head("head1").exec("grep -q 'by hand' /etc/nginx/nginx.conf").succeeded());
    head("head3").start();
    Hpcctl.Result healed = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, healed.status(), healed::toString);
  }

  @Test
  @Order(14)
  void a_saved_plan_is_applied_as_it_was_reviewed_or_not_at_all() throws Exception {
    head("head1").exec("echo '# by hand' >>/etc/nginx/nginx.conf");
    Path plan = heads().file("plan.json");
    Hpcctl.Result saved =
        hpcctl("setup", "--phase", "web", "--dry-run", "--save-plan", plan.toString());
    assertEquals(0, saved.status(), saved::toString);
    head("head1").exec("echo '# again' >>/etc/nginx/nginx.conf");
    Hpcctl.Result refused = hpcctl("setup", "--phase", "web", "--plan", plan.toString());
    assertEquals(1, refused.status(), refused::toString);
    assertTrue(
        refused.err().contains("file /etc/nginx/nginx.conf is not what it was"), refused::toString);
    hpcctl("setup", "--phase", "web", "--dry-run", "--save-plan", plan.toString());
    Hpcctl.Result applied = hpcctl("setup", "--phase", "web", "--plan", plan.toString());
    assertEquals(0, applied.status(), applied::toString);
  }

  @Test
  @Order(15)
  void a_wrong_host_key_stops_at_once() throws Exception {
    Path known = heads().file("known_hosts");
    String right = Files.readString(known);
    List<String> lines = new ArrayList<>(right.lines().toList());
    String[] first = lines.getFirst().split(" ");
    String[] second = lines.get(1).split(" ");
    lines.set(0, first[0] + " " + second[1] + " " + second[2]);
    Files.writeString(known, String.join("\n", lines) + "\n");
    try {
      Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--dry-run");
      assertEquals(3, setup.status(), setup::toString);
      assertTrue(setup.err().contains("head1"), setup::toString);
    } finally {
      Files.writeString(known, right);
    }
  }

  @Test
  @Order(16)
  void no_secret_is_where_others_could_read_it() throws Exception {
    Path file = heads().file("my_multihead_cluster.secrets.env");
    List<String> secrets =
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();
    assertFalse(secrets.isEmpty());
    Hpcctl.Result plan = hpcctl("setup", "--phase", "web", "--dry-run", "--offline", "--verbose");
    Hpcctl.Result shown = hpcctl("config", "show");
    for (String secret : secrets) {
      for (Hpcctl.Result result : List.of(plan, shown)) {
        assertFalse((result.out() + result.err()).contains(secret));
      }
      for (LabHost host : heads().all()) {
        String found = heads().readableByOthers(host, secret);
        assertEquals("", found, host.name());
      }
    }
  }

  @Test
  @Order(17)
  void a_release_that_does_not_start_is_put_back_and_the_roll_stops() throws Exception {
    Path home = Files.createTempDirectory("release");
    try {
      Path broken = BrokenRelease.below(home);
      Hpcctl.Result setup = heads().program(broken).run("setup", "--phase", "web", "--yes");
      assertEquals(1, setup.status(), setup::toString);
      assertTrue(setup.err().contains("auth_service"), setup::toString);
      assertTrue(setup.err().contains("the roll stopped at another host"), setup::toString);
      for (LabHost host : heads().all()) {
        assertEquals(200, new Visitor(host.address()).visit("/api/auth/health"), host.name());
      }
      heads().awaitHealthy();
    } finally {
      BrokenRelease.remove(home);
    }
  }

  private static void report(String what, Duration outage) {
    System.out.printf("virtual IP after %s: %d ms%n", what, outage.toMillis());
  }

  private static Heads heads() {
    return booted.orElseThrow();
  }

  private static LabHost head(String name) {
    return heads().head(name);
  }

  private static Visitor visitor() {
    return new Visitor(heads().vip());
  }

  private static Hpcctl.Result hpcctl(String... arguments) throws Exception {
    return heads().program().run(arguments);
  }

  private static JsonNode json(Hpcctl.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }
}
