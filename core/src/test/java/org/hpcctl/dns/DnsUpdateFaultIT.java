package org.hpcctl.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.testkit.DnsServer;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What real servers say when they do not take an update, as one problem each.
final class DnsUpdateFaultIT {
  private static final String OWNER = "_acme-challenge.cluster.example.org";

  @TempDir Path folder = Path.of("");

  @Test
  void each_refusal_of_a_bind_is_a_problem_of_its_own() throws IOException {
    try (PrimaryServer primary = PrimaryServer.start(folder);
        ServerSocket deaf = new ServerSocket(0, 1, InetAddress.ofLiteral(PrimaryServer.HOST))) {
      String silent = PrimaryServer.HOST + ":" + deaf.getLocalPort();
      String closed = PrimaryServer.HOST + ":" + DnsServer.freePort(PrimaryServer.HOST);
      DnsUpdateSettings good = primary.settings();
      List<Problem> problems =
          List.of(
              problem(primary.settings(PrimaryServer.key("stranger.", 'k')), OWNER),
              problem(primary.settings(PrimaryServer.key("hpcctl.", 'x')), OWNER),
              problem(primary.settings(PrimaryServer.KEY_WITHOUT_RIGHTS), OWNER),
              problem(good, OWNER, Clock.offset(Clock.systemUTC(), Duration.ofHours(1))),
              problem(good, OWNER, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-20))),
              problem(at(good, primary.address(), Optional.of("org")), OWNER),
              problem(at(good, primary.address(), Optional.of("example.net")), OWNER),
              problem(
                  at(good, primary.address(), Optional.of("example.org")),
                  "_acme-challenge.alias.example.org"),
              problem(good, "_acme-challenge.cluster.example.com"),
              problem(good, "_acme-challenge.loop.example.org"),
              problem(at(good, closed, Optional.empty()), OWNER),
              problem(at(good, silent, Optional.empty()), OWNER));
      assertEquals(Set.of(), DnsUpdateIT.values(primary.address(), OWNER));
      Golden.assertMatches(
          "dns/update.txt",
          text(problems)
              .replace(primary.address(), "the.name.server")
              .replace(closed, "the.closed.port")
              .replace(silent, "the.silent.server")
              .replaceAll("port \\d+ by", "port NUMBER by")
              .replaceAll("(3600|1200|3599|1199|3601|1201) s (ahead|behind)", "N s $2"));
    }
  }

  @Test
  void a_knot_calls_a_key_without_rights_unknown_and_a_zone_it_has_not_not_its_own()
      throws IOException {
    Files.writeString(
        folder.resolve("org.zone"),
        """
        $TTL 60
        @ SOA ns1 hostmaster 1 3600 600 86400 60
        @ NS ns1
        ns1 A 127.0.0.1
        """);
    try (DnsServer knot =
        DnsServer.knot(
            folder,
            PrimaryServer.HOST,
            DnsServer.freePort(PrimaryServer.HOST),
            """
            key:
              - id: hpcctl.
                algorithm: hmac-sha256
                secret: %s
            acl:
              - id: other
                key: hpcctl.
                action: update
                update-owner: name
                update-owner-name: _acme-challenge.other
            zone:
              - domain: example.org
                file: org.zone
                acl: other
            """
                .formatted(PrimaryServer.KEY.secret().reveal()))) {
      DnsUpdateSettings settings =
          new DnsUpdateSettings(
              knot.address(),
              Optional.empty(),
              PrimaryServer.KEY,
              Duration.ofSeconds(60),
              Duration.ofSeconds(5),
              NameServers.of(knot.address()));
      List<Problem> problems =
          List.of(
              problem(settings, OWNER),
              problem(at(settings, knot.address(), Optional.of("org")), OWNER));
      Golden.assertMatches(
          "dns/update-knot.txt", text(problems).replace(knot.address(), "the.name.server"));
    }
  }

  @Test
  void an_answer_that_is_not_signed_is_not_believed() throws IOException {
    try (PrimaryServer primary = PrimaryServer.start(folder);
        ServerSocket liar = new ServerSocket(0, 1, InetAddress.ofLiteral(PrimaryServer.HOST))) {
      Thread.ofVirtual().start(() -> sayYes(liar));
      String address = PrimaryServer.HOST + ":" + liar.getLocalPort();
      Problem problem = problem(at(primary.settings(), address, Optional.empty()), OWNER);
      Golden.assertMatches(
          "dns/update-unsigned.txt", text(List.of(problem)).replace(address, "the.liar"));
    }
  }

  // The request's number, then: an answer to an update, no error, nothing inside.
  private static void sayYes(ServerSocket server) {
    try (Socket visitor = server.accept()) {
      DataInputStream in = new DataInputStream(visitor.getInputStream());
      byte[] request = in.readNBytes(in.readUnsignedShort());
      ByteBuffer answer = ByteBuffer.allocate(14).putShort((short) 12);
      answer.put(request, 0, 2).put((byte) 0xa8);
      visitor.getOutputStream().write(answer.array());
      visitor.getOutputStream().flush();
      in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DnsUpdateSettings at(
      DnsUpdateSettings settings, String server, Optional<String> zone) {
    return new DnsUpdateSettings(
        server, zone, settings.key(), settings.ttl(), Duration.ofSeconds(1), settings.resolvers());
  }

  private static Problem problem(DnsUpdateSettings settings, String owner) {
    return problem(settings, owner, Clock.systemUTC());
  }

  private static Problem problem(DnsUpdateSettings settings, String owner, Clock clock) {
    DnsUpdate records = new DnsUpdate(settings, clock, _ -> List.of());
    Refused refused = assertThrows(Refused.class, () -> records.publish(owner, "value"));
    assertEquals(1, refused.problems().size());
    return refused.problems().getFirst();
  }

  private static String text(List<Problem> problems) {
    return new ProblemText(false).of(problems, _ -> Optional.empty());
  }
}
