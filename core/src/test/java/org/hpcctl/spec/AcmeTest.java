package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.spec.Acme.Authority;
import org.hpcctl.spec.Acme.Challenge;
import org.hpcctl.spec.Acme.Hooks;
import org.hpcctl.spec.Acme.KeyType;
import org.hpcctl.spec.Acme.Warn;
import org.hpcctl.spec.schema.Reading.Variable;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class AcmeTest {
  private static final String TSIG = "3xaJ0rYk9CWx9m1k5v0mFqYtT0uH6n2b8dGQzS7pL4c=";

  /// A portal with the lines under `web.ssl:`.
  private static String yaml(String domain, String... ssl) {
    return """
    cluster: {name: small, admin_email: admin@example.com}
    controllers:
      - hostname: server1
        ip: 192.168.1.101
        services: {web: true}
    web:
      domain: %s
      ssl:
    """
            .formatted(domain)
        + Arrays.stream(ssl).map("    %s\n"::formatted).collect(Collectors.joining());
  }

  private static Spec read(String text) {
    return SpecReader.read(
        "small.yaml",
        text,
        name ->
            Optional.of(
                name.equals("TSIG_SECRET") ? TSIG : name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek"));
  }

  private static Acme acme(String text) {
    Spec spec = read(text);
    assertEquals(List.of(), spec.warnings());
    return spec.cluster().web().ssl().acme();
  }

  private static List<String> warnings(String text) {
    return read(text).warnings().stream().map(Problem::what).toList();
  }

  @Test
  void the_mode_alone_orders_from_lets_encrypt_for_the_domain() {
    Cluster cluster = read(yaml("portal.example.com", "mode: letsencrypt")).cluster();
    assertEquals(
        new Acme(
            List.of(
                new Authority(
                    "https://acme-v02.api.letsencrypt.org/directory",
                    Optional.empty(),
                    Optional.empty())),
            Optional.empty(),
            List.of(),
            KeyType.EC256,
            Optional.empty(),
            Optional.empty(),
            Challenge.HTTP_01,
            Optional.empty(),
            Optional.empty(),
            new Warn(21, 7),
            new Hooks(Optional.empty(), Optional.empty(), Duration.ofSeconds(60)),
            true),
        cluster.web().ssl().acme());
    assertEquals(List.of("portal.example.com"), cluster.certificateNames());
    assertEquals("admin@example.com", cluster.certificateContact());
  }

  @Test
  void a_certificate_of_our_own_is_for_every_name_of_the_portal() {
    Cluster cluster = read(yaml("portal.example.com", "mode: self_signed")).cluster();
    assertEquals(cluster.portalNames(), cluster.certificateNames());
    assertTrue(cluster.certificateNames().contains("192.168.1.101"));
  }

  @Test
  void names_are_ordered_in_lower_case() {
    Cluster cluster =
        read(yaml("Portal.Example.com", "mode: letsencrypt", "names: [PORTAL.example.com]"))
            .cluster();
    assertEquals(List.of("portal.example.com"), cluster.certificateNames());
    assertEquals(
        List.of("portal.example.com"),
        read(yaml("Portal.Example.com", "mode: letsencrypt")).cluster().certificateNames());
  }

  @Test
  void a_private_authority_may_certify_what_only_the_own_network_knows() {
    Acme acme =
        acme(
            yaml(
                "portal",
                "mode: letsencrypt",
                "directory: https://ca.internal:8443/acme/directory",
                "ca_file: roots.pem",
                "names: [portal, portal.local, 192.168.1.100]"));
    assertEquals(
        List.of(
            new Authority(
                "https://ca.internal:8443/acme/directory",
                Optional.of("roots.pem"),
                Optional.empty())),
        acme.authorities());
    assertEquals(List.of("portal", "portal.local", "192.168.1.100"), acme.names());
  }

  @Test
  void a_public_address_is_certified_for_six_days() {
    Acme acme = acme(yaml("8.8.4.4", "mode: letsencrypt", "profile: shortlived"));
    assertEquals(new Warn(2, 1), acme.warn());
  }

  @Test
  void authorities_are_asked_in_the_order_of_the_file() {
    Acme acme =
        acme(
            yaml(
                "portal.example.com",
                "mode: letsencrypt",
                "fallback: [{directory: 'https://a.example/'}, {directory:"
                    + " 'https://b.example/'}]"));
    assertEquals(
        List.of(
            "https://acme-v02.api.letsencrypt.org/directory",
            "https://a.example/",
            "https://b.example/"),
        acme.authorities().stream().map(Authority::directory).toList());
  }

  @Test
  void a_wildcard_that_is_proven_in_the_dns_covers_the_domain() {
    Acme acme =
        acme(
            yaml(
                "portal.example.com",
                "mode: letsencrypt",
                "names: ['*.example.com', example.com]",
                "challenge: dns-01",
                "dns: {server: '[2001:db8::53]:5353', key_name: hpcctl, key_secret:"
                    + " '${TSIG_SECRET}'}"));
    assertEquals("[2001:db8::53]:5353", acme.dns().orElseThrow().server());
    assertEquals("hmac-sha256", acme.dns().orElseThrow().keyAlgorithm());
  }

  @Test
  void what_another_mode_does_not_use_is_said_once() {
    assertEquals(
        List.of("web.ssl.email, web.ssl.names and web.ssl.hooks are not used"),
        warnings(
            yaml(
                "portal.example.com",
                "mode: self_signed",
                "email: admin@example.com",
                "names: [portal.example.com]",
                "hooks: {timeout: 30s}")));
    assertEquals(List.of(), warnings(yaml("portal.example.com", "mode: self_signed", "email: ''")));
  }

  @Test
  void what_is_probably_not_meant_is_a_warning() {
    assertEquals(
        List.of(
            "web.ssl.certificate is not used",
            "web.ssl.fallback[0].directory is an authority for trying",
            "web.ssl.dns is not used",
            "web.ssl.dns.key_secret stands in the file itself"),
        warnings(
            yaml(
                "portal.example.com",
                "mode: letsencrypt",
                "certificate: portal.crt",
                "fallback: [{directory: letsencrypt-staging}]",
                "dns: {server: 192.0.2.53, key_name: hpcctl, key_secret: '%s'}".formatted(TSIG))));
  }

  @Test
  void a_key_that_another_server_made_is_not_ours_to_invent() {
    String text =
        yaml(
            "portal.example.com",
            "mode: letsencrypt",
            "challenge: dns-01",
            "dns: {server: 192.0.2.53, key_name: hpcctl, key_secret: '${TSIG_SECRET}'}");
    assertEquals(
        Map.of("JWT_SECRET", true, "SESSION_SECRET", true, "TSIG_SECRET", false),
        SpecReader.variables("small.yaml", text).stream()
            .collect(Collectors.toMap(Variable::name, Variable::secret)));
    assertFalse(SpecReader.shown(read(text).cluster()).toString().contains(TSIG));
  }

  @Test
  void the_warnings_read_like_this() {
    String text =
        yaml(
            "portal.example.com",
            "mode: none",
            "dns: {server: 192.0.2.53, key_name: hpcctl, key_secret: '%s'}".formatted(TSIG),
            "eab: {key_id: kid-1, hmac_key:"
                + " zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtUsDZM6e}",
            "email: admin@example.com");
    String shown = new ProblemText(false).of(read(text).warnings(), _ -> Optional.of(text));
    assertFalse(shown.contains(TSIG) || shown.contains("zWND"));
    Golden.assertMatches("acme/warnings.txt", shown);
  }
}
