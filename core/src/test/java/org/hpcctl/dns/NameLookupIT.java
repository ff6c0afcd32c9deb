package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.testkit.DnsServer;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a real BIND answers, as values.
final class NameLookupIT {
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration NOBODY_ANSWERS = Duration.ofMillis(300);
  private static final Asked ISSUANCE =
      new Asked(Set.of("letsencrypt.org"), Optional.empty(), "http-01");

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
        @ CAA 0 issue "pki.goog"
        ns1 A 127.0.0.1
        both A 192.0.2.10
        both AAAA 2001:db8::10
        alias CNAME chain
        chain CNAME both
        text TXT "no address"
        open CAA 0 issue "letsencrypt.org"
        aliased CNAME elsewhere
        elsewhere CAA 0 issue "letsencrypt.org"
        dangling CNAME nobody
        """);
    Files.writeString(folder.resolve("net.zone"), "no zone at all\n");
    started =
        Optional.of(
            DnsServer.bind(
                folder,
                HOST,
                DnsServer.freePort(HOST),
                """
                zone "example.org" { type primary; file "org.zone"; };
                zone "example.net" { type primary; file "net.zone"; };
                """));
  }

  @AfterAll
  static void stop() {
    started.ifPresent(DnsServer::close);
  }

  private static NameLookup lookup(Duration patience, String... servers) {
    return new NameLookup(new NameServers(List.of(servers), patience));
  }

  private static NameLookup lookup() {
    return lookup(PATIENCE, address());
  }

  private static String address() {
    return started.orElseThrow().address();
  }

  @Test
  void both_families_are_found_behind_aliases() throws IOException {
    for (String name : List.of("both.example.org", "alias.example.org")) {
      assertEquals(
          new Addresses.Found(
              name,
              List.of(InetAddress.ofLiteral("192.0.2.10"), InetAddress.ofLiteral("2001:db8::10"))),
          lookup().addresses(name));
    }
  }

  @Test
  void no_name_no_address_and_no_answer_are_three_things() throws IOException {
    try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
      String silent = HOST + ":" + deaf.getLocalPort();
      String closed = HOST + ":" + DnsServer.freePort(HOST);
      List<Addresses> seen =
          List.of(
              lookup().addresses("nobody.example.org"),
              lookup().addresses("dangling.example.org"),
              lookup().addresses("text.example.org"),
              lookup().addresses("host.example.net"),
              lookup().addresses("host.example.com"),
              lookup(NOBODY_ANSWERS, silent).addresses("both.example.org"),
              lookup(NOBODY_ANSWERS, closed).addresses("both.example.org"));
      assertInstanceOf(Addresses.Missing.class, seen.get(0));
      assertInstanceOf(Addresses.Missing.class, seen.get(1));
      assertInstanceOf(Addresses.Empty.class, seen.get(2));
      String text =
          new ProblemText(false)
              .of(
                  seen.stream().flatMap(it -> it.problem().stream()).toList(),
                  _ -> Optional.empty());
      Golden.assertMatches(
          "dns/addresses.txt",
          text.replace(address(), "the.name.server")
              .replace(silent, "the.silent.server")
              .replace(closed, "the.closed.port"));
    }
  }

  @Test
  void a_silent_server_is_passed_over_for_the_next() throws IOException {
    try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
      assertInstanceOf(
          Addresses.Found.class,
          lookup(Duration.ofSeconds(2), HOST + ":" + deaf.getLocalPort(), address())
              .addresses("both.example.org"));
    }
  }

  @Test
  void caa_climbs_to_the_nearest_name_that_has_any() {
    CaaVerdict forbidden = lookup().caa("*.deep.below.example.org", ISSUANCE);
    assertEquals(
        new CaaVerdict.Forbidden(
            "*.deep.below.example.org",
            new CaaVerdict.Standing(new CaaRecord(false, "issue", "pki.goog"), "example.org"),
            "only pki.goog is allowed to"),
        forbidden);
    for (String name : List.of("open.example.org", "x.open.example.org", "aliased.example.org")) {
      assertInstanceOf(CaaVerdict.Allowed.class, lookup().caa(name, ISSUANCE), name);
    }
  }

  @Test
  void caa_that_cannot_be_asked_is_not_taken_for_none() {
    assertInstanceOf(CaaVerdict.Unknown.class, lookup().caa("host.example.net", ISSUANCE));
    // Nothing stands in the way at example.org; but whoever asks this server about org learns
    // nothing.
    assertInstanceOf(CaaVerdict.Unknown.class, lookup().caa("host.example.com", ISSUANCE));
  }

  @Test
  void an_interrupt_ends_the_waiting_and_stays_set() throws IOException {
    try (DatagramSocket deaf = new DatagramSocket(new InetSocketAddress(HOST, 0))) {
      NameLookup lookup = lookup(NOBODY_ANSWERS, HOST + ":" + deaf.getLocalPort());
      Thread.currentThread().interrupt();
      assertThrows(Refused.class, () -> lookup.addresses("both.example.org"));
      assertTrue(Thread.interrupted());
    }
  }

  @Test
  void what_can_be_no_name_is_refused() {
    for (String name : List.of("a..b", "x".repeat(64) + ".org", "x.".repeat(150), "ümlaut.org")) {
      assertThrows(Refused.class, () -> lookup().addresses(name), name);
    }
  }
}
