package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.dns.Asked;
import org.hpcctl.dns.NameServers;
import org.hpcctl.host.Fleet;
import org.hpcctl.problem.Problem;
import org.hpcctl.testkit.DnsServer;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real BIND says of the names of a certificate, told before an order.
final class NameCheckIT {
  private static final List<String> PORTAL = List.of("portal.example.org", "192.0.2.100");
  @TempDir private static Path folder = Path.of("");
  private static Optional<DnsServer> started = Optional.empty();

  @BeforeAll
  static void start() throws IOException {
    Files.writeString(
        folder.resolve("org.zone"),
        """
        $TTL 60
        @ SOA ns1 hostmaster 1 3600 600 86400 60
        @ NS ns1
        @ CAA 0 issue "ca.example"
        ns1 A 127.0.0.1
        portal A 192.0.2.100
        elsewhere A 198.51.100.7
        six A 192.0.2.100
        six AAAA 2001:db8::10
        text TXT "no address"
        kept A 192.0.2.100
        kept CAA 0 issue "other.example"
        """);
    started =
        Optional.of(
            DnsServer.bind(
                folder,
                "127.0.0.1",
                DnsServer.freePort("127.0.0.1"),
                "zone \"example.org\" { type primary; file \"org.zone\"; };\n"));
  }

  @AfterAll
  static void stop() {
    started.ifPresent(DnsServer::close);
  }

  private static List<Problem> check(List<String> portal, String... names) {
    return new NameCheck(
            NameServers.of(started.orElseThrow().address()),
            new Asked(Set.of("ca.example"), Optional.empty(), "http-01"),
            portal)
        .of(List.of(names), new Fleet(8));
  }

  @Test
  void a_name_that_leads_to_the_portal_gives_no_reason_to_worry() {
    assertEquals(List.of(), check(PORTAL, "portal.example.org"));
    assertEquals(List.of(), check(PORTAL, "192.0.2.7"));
  }

  @Test
  void each_name_that_would_fail_is_named_all_at_once() {
    String told =
        check(
                PORTAL,
                "portal.example.org",
                "dead.example.org",
                "text.example.org",
                "elsewhere.example.org",
                "six.example.org",
                "kept.example.org")
            .stream()
            .map(it -> it.severity() + ": " + it.what() + "\n  " + it.why() + "\n  " + it.fix())
            .collect(Collectors.joining("\n", "", "\n"));
    Golden.assertMatches("certificate/names.txt", told);
  }

  @Test
  void whoever_proves_by_records_needs_no_address() {
    assertEquals(List.of(), check(List.of(), "text.example.org", "*.portal.example.org"));
    assertTrue(check(List.of(), "*.kept.example.org").getFirst().refuses());
  }

  @Test
  void a_clock_that_is_far_off_is_told_and_a_little_is_not() {
    assertEquals(Optional.empty(), NameCheck.clock(Duration.ofSeconds(299)));
    assertEquals(
        "the clock of this machine is 301 s behind the CA's",
        NameCheck.clock(Duration.ofSeconds(-301)).orElseThrow().what());
    assertTrue(NameCheck.clock(Duration.ofHours(2)).orElseThrow().refuses());
  }
}
