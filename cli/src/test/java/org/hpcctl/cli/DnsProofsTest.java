package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import module java.base;

import org.hpcctl.dns.DnsUpdate;
import org.hpcctl.dns.DnsUpdateSettings;
import org.hpcctl.dns.NameServers;
import org.hpcctl.dns.TsigAlgorithm;
import org.hpcctl.dns.TsigKey;
import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Acme;
import org.hpcctl.spec.SpecReader;
import org.junit.jupiter.api.Test;

/// What `web.ssl.dns` becomes.
final class DnsProofsTest {
  private static final String SECRET =
      Base64.getEncoder()
          .encodeToString("0123456789abcdef".repeat(4).getBytes(StandardCharsets.US_ASCII));

  @Test
  void all_that_is_written_is_used() {
    assertEquals(
        new DnsUpdateSettings(
            "[2001:db8::53]:5353",
            Optional.of("example.com"),
            new TsigKey("hpcctl.lab", TsigAlgorithm.HMAC_SHA512, new Secret(SECRET)),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            NameServers.of("192.0.2.1", "192.0.2.2:5353")),
        DnsProofs.settings(
            dns(
                "server: '[2001:db8::53]:5353', zone: example.com, key_name: hpcctl.lab,"
                    + " key_algorithm: hmac-sha512, resolvers: [192.0.2.1, '192.0.2.2:5353'],")));
  }

  @Test
  void what_is_not_written_is_found_out_by_the_system() {
    Acme.DnsUpdate dns = dns("server: 192.0.2.53, key_name: hpcctl,");
    assertEquals(
        new DnsUpdateSettings(
            "192.0.2.53",
            Optional.empty(),
            new TsigKey("hpcctl", TsigAlgorithm.HMAC_SHA256, new Secret(SECRET)),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            NameServers.ofThisMachine()),
        DnsProofs.settings(dns));
    assertInstanceOf(DnsUpdate.class, DnsProofs.of(dns));
  }

  private static Acme.DnsUpdate dns(String written) {
    return SpecReader.read(
            "trial.yaml",
            """
            cluster: {name: trial}
            controllers:
              - {hostname: server1, ip: 192.168.1.101, services: {web: true}}
            compute_nodes: [{hostname: node1, ip: 192.168.1.111, cpus: 2, memory_mb: 1024}]
            web:
              domain: portal.example.com
              ssl:
                mode: letsencrypt
                email: admin@example.com
                names: ['*.portal.example.com', portal.example.com]
                challenge: dns-01
                dns: {%s key_secret: '${TSIG_SECRET}'}
            """
                .formatted(written),
            name ->
                Optional.of(
                    name.equals("TSIG_SECRET")
                        ? SECRET
                        : name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek"))
        .cluster()
        .web()
        .ssl()
        .acme()
        .dns()
        .orElseThrow();
  }
}
