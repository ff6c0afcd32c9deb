package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.lab.Answer;
import org.hpcctl.lab.LabHost;
import org.hpcctl.lab.Suite;
import org.hpcctl.testkit.OneNodeSlurm;

/// Three heads and, beside them, a host with MariaDB, Redis, Slurm and a shared file system, all of
/// Debian 12: a Slurm speaks with its own version only. The heads do not use it from the start.
final class BackEndsLab {
  /// The PAM service that the portal asks.
  static final String PAM = "hpc-portal";

  private static final String ASKS_PAM = "  auth: {pam: %s}\n".formatted(PAM);

  private static final String ACCOUNT =
      """
      set -e
      mkdir -p /shared/home
      useradd --create-home --home-dir /shared/home/alice --shell /bin/bash --uid 2001 alice
      """;

  private static Optional<Heads> booted = Optional.empty();
  private static FutureTask<SharedFolder> stores = new FutureTask<>(BackEndsLab::install);

  private BackEndsLab() {}

  static void up() throws Exception {
    assumeTrue(Heads.possible(), "no lab here: it needs root, Linux and systemd-nspawn");
    Heads heads = Heads.bare("backendit", List.of(Suite.BOOKWORM));
    booted = Optional.of(heads);
    for (LabHost host : heads.all()) {
      run(host, ACCOUNT);
    }
    // Meanwhile the portal is set up without them.
    stores = new FutureTask<>(BackEndsLab::install);
    Thread.ofVirtual().start(stores);
  }

  static void down() {
    booted.ifPresent(Heads::close);
  }

  static Heads heads() {
    return booted.orElseThrow();
  }

  /// Where MariaDB, Redis, slurmctld and slurmd are.
  static LabHost backstage() {
    return heads().stores();
  }

  static SharedFolder folder() throws Exception {
    return stores.get();
  }

  private static SharedFolder install() throws Exception {
    LabHost host = backstage();
    new StoresHost(host).install();
    new LdapHost(host).install();
    run(host, "set -eu\n" + slurm().install());
    SharedFolder folder = new SharedFolder(host);
    folder.serve();
    run(host, ACCOUNT);
    return folder;
  }

  private static OneNodeSlurm slurm() {
    return new OneNodeSlurm(backstage().name(), backstage().address());
  }

  /// Gives the heads what the other host has, and says so in the YAML; and that people sign in with
  /// their passwords of the heads.
  static void join() throws Exception {
    SharedFolder folder = folder();
    String key = run(backstage(), "base64 -w0 /etc/munge/munge.key").strip();
    onEachHead(
        head -> {
          run(head, "set -eu\n" + slurm().join(key));
          folder.mountOn(head);
        });
    heads().use(new StoresHost(backstage()), SharedFolder.PATH + "/uploads");
    Files.writeString(
        heads().file("my_multihead_cluster.yaml"), ASKS_PAM, StandardOpenOption.APPEND);
  }

  /// Says in the YAML that people sign in with their passwords of a directory instead.
  static void askDirectory() throws IOException {
    LdapHost directory = new LdapHost(backstage());
    Path yaml = heads().file("my_multihead_cluster.yaml");
    Files.writeString(yaml, Files.readString(yaml).replace(ASKS_PAM, directory.yaml()));
    Files.writeString(heads().file("ldap-ca.pem"), directory.authority());
    Files.writeString(
        heads().file("my_multihead_cluster.secrets.env"),
        directory.secrets(),
        StandardOpenOption.APPEND);
  }

  private static void onEachHead(Consumer<LabHost> deed) throws Exception {
    try (ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (LabHost head : heads().all()) {
        running.add(all.submit(() -> deed.accept(head)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
  }

  /// @return what it said
  static String run(LabHost host, String script) {
    Answer answer = host.exec(script);
    assertEquals(0, answer.code(), answer::toString);
    return answer.output();
  }

  /// Does something while a unit of {@link #backstage} is stopped, and starts it again in any case:
  /// what fails here must not take later cases along.
  static <T> T without(String unit, Callable<T> deed) throws Exception {
    run(backstage(), "systemctl stop " + unit);
    try {
      return deed.call();
    } finally {
      run(backstage(), "systemctl start " + unit);
    }
  }

  /// The same when the unit does not stop but dies.
  static <T> T afterDeathOf(String unit, Callable<T> deed) throws Exception {
    run(backstage(), "systemctl kill --signal=KILL " + unit);
    return without(unit, deed);
  }

  /// Signs in through the virtual IP.
  static Account signIn(String name) throws Exception {
    return Account.signIn(heads().vip(), name);
  }

  static Hpcctl.Result setup() throws Exception {
    Hpcctl.Result setup = heads().program().run("setup", "--phase", "web", "--yes");
    assertEquals(0, setup.status(), setup::toString);
    heads().awaitHealthy();
    return setup;
  }

  static void assertSetupChangesNothing() throws Exception {
    Hpcctl.Result setup = heads().program().run("setup", "--phase", "web", "--format", "json");
    if (setup.status() != 0) {
      Hpcctl.Result dry = heads().program().run("setup", "--phase", "web", "--dry-run");
      throw new AssertionError(setup + "" + dry);
    }
    JsonNode report = Account.read(setup.out());
    assertEquals(0, report.path("changes").asInt(), setup::toString);
  }

  /// Makes an administrator of the portal as the operator does.
  static void makeAdministrator(String name) throws Exception {
    Hpcctl.Result made =
        heads()
            .program()
            .fed(
                Account.PASSWORD + "\n",
                "admin",
                "create",
                name,
                "--email",
                name + "@portal.lab",
                "--password-stdin");
    assertEquals(0, made.status(), made::toString);
  }

  /// Has an administrator make the account `alice`, who is the Unix user of that name.
  static void makeAlice(Account chief) throws Exception {
    Curl.Answer made =
        chief.post(
            "/api/auth/users",
            Account.object()
                .put("username", "alice")
                .put("email", "alice@portal.lab")
                .put("password", Account.PASSWORD)
                .put("role", "user")
                .put("unix_name", "alice"));
    assertEquals(201, made.status(), made::toString);
  }
}
