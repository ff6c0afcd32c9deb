package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabHost;
import org.hpcctl.lab.LabSpec;
import org.hpcctl.lab.Suite;
import org.hpcctl.lab.Unable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Three bare hosts become three heads, and what can go wrong on the way: the acceptance tests of
/// the web phase, on Debian 12 and Debian 13. One cluster goes through all of them, in order.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class SetupLabIT {
  private static final String NAME = "setupit";
  private static final Duration FAILOVER = Duration.ofSeconds(30);

  // Everything that a look at a host may leave behind is not the file tree: logs, sessions, locks.
  private static final String TREE =
      "find / -xdev \\( -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /tmp -o"
          + " -path /var/log -o -path /var/tmp -o -path /var/lib/systemd -o -path /var/lib/sudo -o"
          + " -path /var/lib/private \\) -prune -o -printf '%p %T@ %s %m %u %g %l\\n"
          + "' | LC_ALL=C sort";

  // What others than root could read: logs, the journal, command lines, environments, open files.
  private static final String SEARCH =
      """
      exec 2>/dev/null
      grep -rlF -f /root/wanted /var/log /tmp
      journalctl --no-pager | grep -F -f /root/wanted
      cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ | tr '\\0' '\\n' | grep -F -f /root/wanted
      find / -xdev -type f -perm /o=r -size -1M -not -path '/proc/*' -exec grep -lF -f /root/wanted {} +
      """;

  private static Optional<Lab> opened = Optional.empty();

  @BeforeAll
  static void up() {
    assumeTrue(possible(), "no lab here: it needs root, Linux and systemd-nspawn");
    Lab.down(NAME);
    opened = Optional.of(Lab.up(new LabSpec(NAME, 3, 0, List.of(Suite.BOOKWORM, Suite.TRIXIE))));
  }

  @AfterAll
  static void down() {
    opened.ifPresent(Lab::close);
  }

  @Test
  @Order(1)
  void a_dry_run_leaves_the_file_tree_of_every_host_as_it_was() throws Exception {
    Map<String, String> before = trees();
    Hpcctl.Result dryRun = hpcctl("setup", "--phase", "web", "--dry-run", "--detailed-exitcode");
    assertEquals(2, dryRun.status(), dryRun::toString);
    assertTrue(dryRun.out().contains("+ package nginx"), dryRun::toString);
    assertEquals(before, trees());
  }

  @Test
  @Order(2)
  void three_bare_hosts_become_three_heads_that_serve_the_portal() throws Exception {
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    vip().awaitAnswer("/health", FAILOVER);
    for (LabHost host : lab().hosts()) {
      Visitor visitor = new Visitor(host.address());
      for (String path : List.of("/", "/monitoring/", "/admin/", "/health", "/api/auth/health")) {
        assertEquals(200, visitor.visit(path), host.name() + " " + path);
      }
      assertEquals(404, visitor.visit("/api/jobs/no-such-thing"));
    }
  }

  @Test
  @Order(3)
  void a_second_setup_changes_nothing_and_restarts_nothing() throws Exception {
    Map<String, String> started = started();
    Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--format", "json");
    assertEquals(0, setup.status(), setup::toString);
    assertEquals(0, json(setup).path("changes").asInt(), setup::toString);
    assertEquals(started, started());
    Hpcctl.Result drift = hpcctl("drift", "--phase", "web");
    assertEquals(0, drift.status(), drift::toString);
  }

  @Test
  @Order(4)
  void units_are_confined() {
    for (LabHost host : lab().hosts()) {
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
  void what_somebody_changed_by_hand_is_shown_as_drift_and_put_right() throws Exception {
    LabHost head2 = lab().host("head2");
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
  @Order(6)
  void the_old_configuration_serves_on_when_nginx_refuses_the_new_one() throws Exception {
    LabHost head1 = lab().host("head1");
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
  @Order(7)
  void the_virtual_ip_leaves_a_head_whose_nginx_dies_and_one_that_is_cut_off() throws Exception {
    LabHost holder = holder();
    report(
        "nginx killed",
        Outage.at(
            lab().vip(),
            443,
            () -> holder.exec("systemctl kill --signal=KILL nginx; systemctl stop nginx")));
    awaitHolderOtherThan(holder);
    holder.exec("systemctl start nginx");
    LabHost next = holder();
    report("silent cut", Outage.at(lab().vip(), 443, () -> cut(next)));
    next.heal();
    awaitOneHolder();
    vip().awaitAnswer("/health", FAILOVER);
  }

  private static LabHost cut(LabHost host) {
    host.cut(true);
    return host;
  }

  @Test
  @Order(8)
  void a_rolling_restart_loses_no_request_through_the_virtual_ip_but_cuts_connections_once_a_move()
      throws Exception {
    vip().awaitAnswer("/health", FAILOVER);
    Map<String, String> before = started();
    Visitor.Visits visits =
        vip()
            .during(
                () -> {
                  Hpcctl.Result setup = hpcctl("setup", "--phase", "web", "--force", "--yes");
                  assertEquals(0, setup.status(), setup::toString);
                  return setup;
                });
    System.out.printf(
        "rolling restart: %d visits, %d repeated%n", visits.count(), visits.repeated());
    assertNotEquals(before, started());
    assertEquals(List.of(), visits.failures());
    // A connection that is open while the virtual IP moves is cut; a browser repeats what is safe
    // to
    // repeat (RFC 9110, 9.2.2). The virtual IP leaves each host at most once.
    assertTrue(visits.repeated() <= lab().hosts().size(), visits::toString);
  }

  @Test
  @Order(9)
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
        program().start("setup", "--phase", "web", "--yes", "--lock-wait", "2m");
    head("head3").exec("systemctl stop holder");
    assertEquals(0, program().wait(waiting).status());
  }

  @Test
  @Order(10)
  void a_killed_hpcctl_leaves_what_the_next_run_heals() throws Exception {
    for (String host : List.of("head1", "head2", "head3")) {
      head(host).exec("echo '# by hand' >>/etc/nginx/nginx.conf; systemctl stop file_service");
    }
    Hpcctl.Running running = program().start("setup", "--phase", "web", "--yes");
    running.awaitSaid("web: portal");
    running.process().destroyForcibly();
    program().wait(running);
    Hpcctl.Result next = hpcctl("setup", "--phase", "web", "--yes", "--lock-wait", "5m");
    if (next.status() != 0) {
      // What the orphaned apply did after the probe is refused once, and right the next time.
      next = hpcctl("setup", "--phase", "web", "--yes", "--lock-wait", "5m");
    }
    assertEquals(0, next.status(), next::toString);
    assertEquals(0, hpcctl("drift", "--phase", "web").status());
  }

  @Test
  @Order(11)
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
  @Order(12)
  void a_saved_plan_is_applied_as_it_was_reviewed_or_not_at_all() throws Exception {
    head("head1").exec("echo '# by hand' >>/etc/nginx/nginx.conf");
    Path plan = lab().yaml().resolveSibling("plan.json");
    Hpcctl.Result saved =
        hpcctl("setup", "--phase", "web", "--dry-run", "--save-plan", plan.toString());
    assertEquals(0, saved.status(), saved::toString);
    head("head1").exec("echo '# again' >>/etc/nginx/nginx.conf");
    Hpcctl.Result refused = hpcctl("setup", "--phase", "web", "--plan", plan.toString());
    assertEquals(1, refused.status(), refused::toString);
    assertTrue(refused.err().contains("file /etc/nginx/nginx.conf is not what it was"));
    hpcctl("setup", "--phase", "web", "--dry-run", "--save-plan", plan.toString());
    Hpcctl.Result applied = hpcctl("setup", "--phase", "web", "--plan", plan.toString());
    assertEquals(0, applied.status(), applied::toString);
  }

  @Test
  @Order(13)
  void a_wrong_host_key_stops_at_once() throws Exception {
    Path known = lab().yaml().resolveSibling("known_hosts");
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
  @Order(14)
  void no_secret_is_where_others_could_read_it() throws Exception {
    Path file = lab().yaml().resolveSibling("my_multihead_cluster.secrets.env");
    List<String> secrets =
        Files.readAllLines(file).stream()
            .filter(line -> line.contains("="))
            .map(line -> line.substring(line.indexOf('=') + 1))
            .toList();
    assertFalse(secrets.isEmpty());
    Hpcctl.Result plan = hpcctl("setup", "--phase", "web", "--dry-run", "--offline", "--verbose");
    Hpcctl.Result shown = hpcctl("config", "show");
    for (String secret : secrets) {
      assertFalse(plan.toString().contains(secret));
      assertFalse(shown.toString().contains(secret));
      for (LabHost host : lab().hosts()) {
        // In a file of root's, so that the search does not find itself.
        Path wanted = host.root().resolve("root/wanted");
        Files.writeString(
            wanted, secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        host.exec("chmod 600 /root/wanted");
        String found = host.exec(SEARCH).output();
        Files.delete(wanted);
        assertEquals("", found, host.name());
      }
    }
  }

  @Test
  @Order(15)
  void a_release_that_does_not_start_is_put_back_and_the_roll_stops() throws Exception {
    Path home = Files.createTempDirectory("release");
    try {
      Path broken = brokenRelease(home);
      Hpcctl.Result setup =
          new Hpcctl(Objects.requireNonNull(lab().yaml().getParent()), broken)
              .run("setup", "--phase", "web", "--yes");
      assertEquals(1, setup.status(), setup::toString);
      assertTrue(setup.err().contains("auth_service"), setup::toString);
      assertTrue(setup.err().contains("the roll stopped at another host"), setup::toString);
      for (LabHost host : lab().hosts()) {
        assertEquals(200, new Visitor(host.address()).visit("/api/auth/health"), host.name());
      }
      awaitHealthy();
    } finally {
      run("rm", "-rf", home.toString());
    }
  }

  /// The release as it is, but with another service's jar under the name of auth_service.
  private static Path brokenRelease(Path folder) throws Exception {
    Path home = folder.resolve("hpcctl");
    run("cp", "-a", Hpcctl.HOME.toString(), home.toString());
    Path jar = home.resolve("services/auth_service.jar");
    Files.copy(home.resolve("services/job_api.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
    Path list = home.resolve("release.json");
    ObjectMapper mapper = new ObjectMapper();
    JsonNode root = mapper.readTree(list.toFile());
    JsonNode other = JsonNodeFactory.instance.nullNode();
    for (JsonNode artifact : root.path("artifacts")) {
      if (artifact.path("file").asText().endsWith("/job_api.jar")) {
        other = artifact;
      }
    }
    for (JsonNode artifact : root.path("artifacts")) {
      if (artifact.path("file").asText().endsWith("/auth_service.jar")) {
        ((ObjectNode) artifact).set("sha256", other.path("sha256"));
        ((ObjectNode) artifact).set("size", other.path("size"));
      }
    }
    mapper.writeValue(list.toFile(), root);
    return home.resolve("bin/hpcctl");
  }

  private static void awaitHealthy() throws Exception {
    Instant deadline = Instant.now().plus(FAILOVER);
    Hpcctl.Result health = hpcctl("health", "--all-nodes");
    while (health.status() != 0) {
      assertTrue(Instant.now().isBefore(deadline), health::toString);
      health = hpcctl("health", "--all-nodes");
    }
  }

  private static void run(String... words) throws Exception {
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }

  private static boolean possible() {
    try {
      Lab.check();
      return true;
    } catch (Unable _) {
      return false;
    }
  }

  private static Lab lab() {
    return opened.orElseThrow();
  }

  private static LabHost head(String name) {
    return lab().host(name);
  }

  private static Visitor vip() {
    return new Visitor(lab().vip());
  }

  private static Hpcctl program() {
    return new Hpcctl(Objects.requireNonNull(lab().yaml().getParent()));
  }

  private static Hpcctl.Result hpcctl(String... arguments) throws Exception {
    return program().run(arguments);
  }

  private static JsonNode json(Hpcctl.Result result) throws IOException {
    return new ObjectMapper().readTree(result.out());
  }

  private static Map<String, String> trees() {
    Map<String, String> trees = new TreeMap<>();
    for (LabHost host : lab().hosts()) {
      trees.put(host.name(), host.exec(TREE).output());
    }
    return trees;
  }

  /// When each of the units was started, on each host.
  private static Map<String, String> started() {
    Map<String, String> started = new TreeMap<>();
    for (LabHost host : lab().hosts()) {
      started.put(
          host.name(),
          host.exec(
                  "systemctl show --property=Id,ExecMainStartTimestampMonotonic nginx keepalived"
                      + " dashboard auth_service job_api file_service metrics_api websocket_service"
                      + " monitoring_dashboard admin_portal")
              .output());
    }
    return started;
  }

  private static List<LabHost> holders() {
    return lab().hosts().stream()
        .filter(LabHost::running)
        .filter(host -> host.exec("ip -o -4 addr").output().contains(lab().vip() + "/"))
        .toList();
  }

  private static LabHost holder() {
    awaitOneHolder();
    return holders().getFirst();
  }

  private static void awaitOneHolder() {
    await("one host holds the virtual IP", () -> holders().size() == 1);
  }

  private static void awaitHolderOtherThan(LabHost host) {
    await(
        "another host holds the virtual IP",
        () -> holders().size() == 1 && !holders().getFirst().name().equals(host.name()));
  }

  private static void await(String what, BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(FAILOVER);
    while (!condition.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(deadline), what);
    }
  }

  private static void report(String what, Duration outage) {
    System.out.printf("virtual IP after %s: %d ms%n", what, outage.toMillis());
  }
}
