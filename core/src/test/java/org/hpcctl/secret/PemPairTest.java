package org.hpcctl.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.junit.jupiter.api.Test;

final class PemPairTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");
  private static final String DOMAIN = "cluster.example.com";

  private static List<String> told(String certificates, Secret key, String domain, Instant now) {
    return PemPair.read("portal.crt", certificates, "portal.key", key).check(domain, now).stream()
        .map(Problem::what)
        .toList();
  }

  private static String refused(String certificates, String key) {
    return assertThrows(
            Refused.class,
            () -> PemPair.read("portal.crt", certificates, "portal.key", new Secret(key)))
        .problems()
        .getFirst()
        .what();
  }

  @Test
  void a_key_of_another_certificate_is_told() {
    KeyPairPem one = SelfSigned.make(List.of(DOMAIN), NOW);
    KeyPairPem other = SelfSigned.make(List.of(DOMAIN), NOW);
    assertEquals(
        List.of("the private key in portal.key does not belong to the certificate in portal.crt"),
        told(one.certificateChain(), other.privateKey(), DOMAIN, NOW));
  }

  @Test
  void the_names_must_cover_the_domain() {
    KeyPairPem pair = SelfSigned.make(List.of("*.example.com", "10.0.0.1"), NOW);
    assertEquals(List.of(), told(pair.certificateChain(), pair.privateKey(), DOMAIN, NOW));
    for (String domain : List.of("example.com", "a.b.example.com", "10.0.0.2")) {
      assertEquals(
          List.of("the certificate in portal.crt is not for " + domain),
          told(pair.certificateChain(), pair.privateKey(), domain, NOW));
    }
  }

  @Test
  void its_dates_are_told_before_browsers_tell_them() {
    KeyPairPem pair = SelfSigned.make(List.of(DOMAIN), NOW);
    Map<Integer, String> expected =
        Map.of(
            -2, "the certificate in portal.crt is valid only from 2026-11-20T23:00:00Z on",
            340, "the certificate in portal.crt ends on 2027-11-21T00:00:00Z",
            366, "the certificate in portal.crt ended on 2027-11-21T00:00:00Z");
    expected.forEach(
        (days, what) ->
            assertEquals(
                List.of(what),
                told(
                    pair.certificateChain(),
                    pair.privateKey(),
                    DOMAIN,
                    NOW.plus(Duration.ofDays(days)))));
  }

  @Test
  void the_chain_must_be_in_order() {
    KeyPairPem host = SelfSigned.make(List.of(DOMAIN), NOW);
    KeyPairPem stranger = SelfSigned.make(List.of("issuer.example.com"), NOW);
    assertEquals(
        List.of("the certificate 1 in portal.crt was not issued by the next one"),
        told(
            host.certificateChain() + stranger.certificateChain(), host.privateKey(), DOMAIN, NOW));
  }

  @Test
  void what_is_no_certificate_or_no_key_is_refused() {
    KeyPairPem pair = SelfSigned.make(List.of(DOMAIN), NOW);
    String key = pair.privateKey().reveal();
    assertEquals("there is no certificate in portal.crt", refused("", key));
    assertEquals(
        "there is no private key in portal.key", refused(pair.certificateChain(), "hello"));
    assertEquals(
        "a certificate in portal.crt cannot be decoded",
        refused(pair.certificateChain().replaceFirst("MII.{40}", "MII"), key));
    assertEquals(
        "the private key in portal.key cannot be decoded",
        refused(pair.certificateChain(), key.replaceFirst("M.{40}", "M")));
  }

  @Test
  void a_key_with_a_passphrase_is_refused() {
    String encrypted =
        """
        -----BEGIN EC PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

        AAAAAAAAAAAAAAAAAAAAAA==
        -----END EC PRIVATE KEY-----
        """;
    KeyPairPem pair = SelfSigned.make(List.of(DOMAIN), NOW);
    assertEquals(
        "the private key in portal.key has a passphrase",
        refused(pair.certificateChain(), encrypted));
  }
}
