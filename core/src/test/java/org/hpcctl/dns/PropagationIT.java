package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.testkit.DnsServer;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A BIND and its secondaries, which hear of changes late or never.
final class PropagationIT {
  private static final String OWNER = "_acme-challenge.cluster.example.org";
  private static final String FIRST = "127.0.0.1";
  private static final String SECOND = "127.0.0.2";
  private static final Set<String> NONE = Set.of();

  @TempDir Path folder = Path.of("");
  @TempDir Path secondaryFolder = Path.of("");
  @TempDir Path thirdFolder = Path.of("");

  @Test
  void nothing_counts_as_seen_before_a_server_that_lags_has_it_too() throws IOException {
    int port = DnsServer.freePort(SECOND);
    String lagging =
        "notify explicit; also-notify { %s port %d; }; notify-delay 3;".formatted(SECOND, port);
    try (PrimaryServer primary = primary(FIRST, DnsServer.freePort(FIRST), lagging);
        DnsServer secondary = secondary(secondaryFolder, SECOND, port, primary.address())) {
      DnsUpdateSettings settings = primary.settings();
      new DnsUpdate(settings).publish(OWNER, "value");
      assertEquals(NONE, DnsUpdateIT.values(secondary.address(), OWNER));
      DnsUpdate records = PrimaryServer.seenAt(settings, primary.address(), secondary.address());
      records.publish(OWNER, "another");
      records.awaitSeen(
          List.of(new TxtRecords.Value(OWNER, "value"), new TxtRecords.Value(OWNER, "another")));
      assertEquals(Set.of("value", "another"), DnsUpdateIT.values(secondary.address(), OWNER));
    }
  }

  @Test
  void a_server_that_never_gets_it_is_named_and_so_is_a_dead_one() throws IOException {
    int port = DnsServer.freePort(SECOND);
    String dead = FIRST + ":" + DnsServer.freePort(FIRST);
    try (PrimaryServer primary = primary(FIRST, DnsServer.freePort(FIRST), "notify no;");
        DnsServer secondary = secondary(secondaryFolder, SECOND, port, primary.address())) {
      Refused refused =
          refused(
              PrimaryServer.seenAt(
                  impatient(primary.settings()), primary.address(), secondary.address(), dead));
      Golden.assertMatches(
          "dns/propagation.txt",
          new ProblemText(false)
              .of(refused.problems(), _ -> Optional.empty())
              .replace(secondary.address(), "the.secondary")
              .replace(dead, "the.dead.server"));
    }
  }

  @Test
  void every_name_server_of_the_zone_is_watched_on_port_53() throws IOException {
    String first = "127.53.%d.1".formatted(ProcessHandle.current().pid() % 250);
    String second = "127.53.%d.2".formatted(ProcessHandle.current().pid() % 250);
    assumeTrue(free(first) && free(second), "port 53 takes root, and nobody else there");
    String notify =
        "notify explicit; also-notify { %s; %s; }; notify-delay 1;".formatted(first, second);
    String names =
        """
        ns1 A %s
        @ NS ns2
        ns2 A %s
        """
            .formatted(first, second);
    try (PrimaryServer primary =
            PrimaryServer.start(folder, FIRST, DnsServer.freePort(FIRST), notify, names);
        DnsServer one = secondary(secondaryFolder, first, 53, primary.address());
        DnsServer two = secondary(thirdFolder, second, 53, primary.address())) {
      DnsUpdateSettings settings = primary.settings();
      DnsUpdate records = new DnsUpdate(settings);
      records.publish(OWNER, "value");
      records.awaitSeen(List.of(new TxtRecords.Value(OWNER, "value")));
      assertEquals(Set.of("value"), DnsUpdateIT.values(one.address(), OWNER));
      assertEquals(Set.of("value"), DnsUpdateIT.values(two.address(), OWNER));
      two.close();
      assertEquals(
          List.of("ns2.example.org"),
          refused(new DnsUpdate(impatient(settings))).problems().stream()
              .map(problem -> problem.place().orElseThrow().file())
              .toList());
    }
  }

  private static boolean free(String host) throws IOException {
    try (DatagramSocket _ = new DatagramSocket(new InetSocketAddress(host, 53))) {
      return true;
    } catch (BindException _) {
      return false;
    }
  }

  private static Refused refused(DnsUpdate records) {
    records.publish(OWNER, "another");
    return assertThrows(
        Refused.class, () -> records.awaitSeen(List.of(new TxtRecords.Value(OWNER, "another"))));
  }

  private static DnsUpdateSettings impatient(DnsUpdateSettings settings) {
    return new DnsUpdateSettings(
        settings.server(),
        settings.zone(),
        settings.key(),
        settings.ttl(),
        Duration.ofSeconds(3),
        settings.resolvers());
  }

  private PrimaryServer primary(String host, int port, String notify) throws IOException {
    return PrimaryServer.start(folder, host, port, notify, "ns1 A 127.0.0.1");
  }

  // Knot, for BIND listens only on addresses that an interface has.
  private static DnsServer secondary(Path folder, String host, int port, String primary)
      throws IOException {
    DnsServer server =
        DnsServer.knot(
            folder,
            host,
            port,
            """
            remote:
              - id: primary
                address: %s
            acl:
              - id: told
                address: 127.0.0.0/8
                action: notify
            zone:
              - domain: example.org
                file: org.copy
                master: primary
                acl: told
            """
                .formatted(primary.replace(':', '@')));
    server.await("zone updated");
    return server;
  }
}
