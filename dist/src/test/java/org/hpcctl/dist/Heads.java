package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.lab.Lab;
import org.hpcctl.lab.LabHost;
import org.hpcctl.lab.LabSpec;
import org.hpcctl.lab.Suite;
import org.hpcctl.lab.Unable;

/// Three booted hosts that a test makes a cluster of: what it does to them, and what it sees there.
final class Heads implements AutoCloseable {
  /// How long the virtual IP may take to be somewhere again.
  static final Duration FAILOVER = Duration.ofSeconds(90);

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

  private final Lab lab;

  private Heads(Lab lab) {
    this.lab = lab;
  }

  static boolean possible() {
    try {
      Lab.check();
      return true;
    } catch (Unable _) {
      return false;
    }
  }

  /// Bare hosts, Debian 12 and Debian 13, and beside them one that has the stores.
  static Heads boot(String name) throws IOException {
    Heads heads = bare(name, List.of(Suite.BOOKWORM, Suite.TRIXIE));
    try {
      StoresHost stores = new StoresHost(heads.stores());
      stores.install();
      heads.use(stores, "/opt/web_services/uploads");
      return heads;
    } catch (IOException | RuntimeException | Error e) {
      heads.close();
      throw e;
    }
  }

  /// Bare hosts of these suites in turn, and a last one that is none of the cluster's own.
  static Heads bare(String name, List<Suite> suites) throws IOException {
    Lab.down(name);
    Lab lab = Lab.up(new LabSpec(name, 3, 1, suites));
    String yaml = Files.readString(lab.yaml());
    Files.writeString(lab.yaml(), yaml.replaceFirst("(?m)^compute_nodes:\n(  .*\n)+", ""));
    return new Heads(lab);
  }

  /// Writes into the YAML that the portal has these stores.
  void use(StoresHost stores, String uploads) throws IOException {
    Files.writeString(lab.yaml(), stores.yaml(uploads), StandardOpenOption.APPEND);
    Files.writeString(
        file("my_multihead_cluster.secrets.env"), stores.secrets(), StandardOpenOption.APPEND);
  }

  @Override
  public void close() {
    lab.close();
  }

  List<LabHost> all() {
    return lab.hosts().stream().filter(LabHost::head).toList();
  }

  LabHost head(String name) {
    return lab.host(name);
  }

  /// Where the stores are.
  LabHost stores() {
    return lab.host("node1");
  }

  /// The virtual IP.
  String vip() {
    return lab.vip();
  }

  /// A file beside the YAML.
  Path file(String name) {
    return lab.yaml().resolveSibling(name);
  }

  /// The build's, run beside the YAML.
  Hpcctl program() {
    return program(Hpcctl.PROGRAM);
  }

  Hpcctl program(Path other) {
    return new Hpcctl(Objects.requireNonNull(lab.yaml().getParent()), other);
  }

  /// The file tree of each host.
  Map<String, String> trees() {
    Map<String, String> trees = new TreeMap<>();
    for (LabHost host : all()) {
      trees.put(host.name(), host.exec(TREE).output());
    }
    return trees;
  }

  /// The lines that are in one of two trees only, with the host's name before them.
  static List<String> differing(Map<String, String> one, Map<String, String> other) {
    List<String> differing = new ArrayList<>();
    for (String host : one.keySet()) {
      Set<String> there = new TreeSet<>(one.getOrDefault(host, "").lines().toList());
      for (String line : other.getOrDefault(host, "").lines().toList()) {
        if (!there.remove(line)) {
          differing.add(host + " " + line);
        }
      }
      there.forEach(line -> differing.add(host + " " + line));
    }
    return differing;
  }

  /// When each of the units was started, on each host.
  Map<String, String> started() {
    Map<String, String> started = new TreeMap<>();
    for (LabHost host : all()) {
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

  /// How often the virtual IP has come to a host so far. A busy machine may hold the hosts up for
  /// so long that it moves though nobody asked it to.
  int moves() {
    return all().stream()
        .map(host -> host.exec("journalctl -u keepalived -o cat | grep -c 'Entering MASTER STATE'"))
        .mapToInt(answer -> Integer.parseInt(answer.output().strip()))
        .sum();
  }

  private List<LabHost> holders() {
    return all().stream()
        .filter(LabHost::running)
        .filter(host -> host.exec("ip -o -4 addr").output().contains(vip() + "/"))
        .toList();
  }

  LabHost holder() {
    awaitOneHolder();
    return holders().getFirst();
  }

  void awaitOneHolder() {
    await("one host holds the virtual IP", () -> holders().size() == 1);
  }

  void awaitHolderOtherThan(LabHost host) {
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

  /// Waits until `hpcctl health` says that all is well.
  void awaitHealthy() throws Exception {
    // A head that was switched off boots, and starts eight services.
    Instant deadline = Instant.now().plus(Duration.ofMinutes(5));
    Hpcctl.Result health = program().run("health", "--all-nodes");
    while (health.status() != 0) {
      assertTrue(Instant.now().isBefore(deadline), health::toString);
      health = program().run("health", "--all-nodes");
    }
  }

  /// Ends what a case began and did not undo because it failed: the cases after it are to say what
  /// they find and not what it left.
  void restore() throws Exception {
    for (LabHost host : lab.hosts()) {
      if (!host.running()) {
        host.start();
      } else if (!host.cable().equals("plugged")) {
        host.heal();
      }
    }
    for (LabHost host : all()) {
      host.exec(
          """
          rm -rf /etc/nginx/hpcctl/http/99-foreign.conf /run/systemd/system/nginx.service.d
          systemctl daemon-reload
          systemctl stop holder
          systemctl start nginx keepalived
          """);
    }
    System.out.println(
        "after a failed case: "
            + program().run("setup", "--phase", "web", "--yes", "--lock-wait", "5m"));
  }

  /// Where others than root could read a secret: the files, and lines of other places.
  String readableByOthers(LabHost host, String secret) throws IOException {
    // In a file of root's, so that the search does not find itself.
    Path wanted = host.root().resolve("root/wanted");
    Files.writeString(
        wanted, secret + "\n", StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    host.exec("chmod 600 /root/wanted");
    String found = host.exec(SEARCH).output();
    Files.delete(wanted);
    return found;
  }
}
