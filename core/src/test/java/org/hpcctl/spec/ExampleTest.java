package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

/// The example is the documentation, so it must be valid and complete.
final class ExampleTest {
  private static final Path EXAMPLE =
      Path.of(System.getProperty("repository"), "examples", "my_multihead_cluster.yaml");

  private static Optional<String> secret(String name) {
    return Optional.of(
        switch (name) {
          case "TSIG_SECRET" -> "3xaJ0rYk9CWx9m1k5v0mFqYtT0uH6n2b8dGQzS7pL4c=";
          case "EAB_HMAC_KEY" -> "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtUsDZM6e";
          default -> name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek";
        });
  }

  private static String example() throws IOException {
    return Files.readString(EXAMPLE);
  }

  /// The keys that only some modes have stand in comments.
  private static String withOwnCertificate() throws IOException {
    return example()
        .replace("# certificate: portal.crt", "certificate: portal.crt")
        .replace("# key: portal.key", "key: portal.key")
        .replace("mode: self_signed ", "mode: provided ");
  }

  private static String withLetsencrypt() throws IOException {
    String example = example();
    int from = example.indexOf("    # directory: letsencrypt");
    int to = example.indexOf("    # For challenge dns-01");
    return (example.substring(0, from)
            + example.substring(from, to).replaceAll("(?m)^    # ", "    ")
            + example.substring(to))
        .replace("mode: self_signed ", "mode: letsencrypt ");
  }

  private static String withDns() throws IOException {
    String example = withLetsencrypt();
    int from = example.indexOf("    # dns:");
    int to = example.indexOf("    tls_min:");
    return (example.substring(0, from)
            + example.substring(from, to).replaceAll("(?m)^    # ", "    ")
            + example.substring(to))
        .replace("challenge: http-01 ", "challenge: dns-01 ");
  }

  private static String withLdap() throws IOException {
    String example = example();
    int from = example.indexOf("    # ldap:");
    return example
            .substring(0, from)
            .replaceFirst("(?m)^    pam: .*\n", "")
            .replace("      # ca_file: id-ca.pem", "      ca_file: id-ca.pem")
        + example.substring(from).replaceAll("(?m)^    # ", "    ");
  }

  @Test
  void is_valid_without_a_warning_whatever_its_mode() throws IOException {
    for (String text :
        List.of(example(), withOwnCertificate(), withLetsencrypt(), withDns(), withLdap())) {
      assertEquals(
          List.of(), SpecReader.read("example.yaml", text, ExampleTest::secret).warnings());
    }
  }

  @Test
  void uses_every_key_of_the_schema() throws IOException {
    Set<String> written = new HashSet<>();
    // Also what stands in `fallback` may stand in `web.ssl` itself.
    String above =
        withDns()
            .replace(
                "    directory: letsencrypt ",
                "    ca_file: a\n    eab: {key_id: a, hmac_key: b}\n    directory: letsencrypt ");
    for (String text : List.of(withOwnCertificate(), above, withLdap())) {
      written.addAll(SpecReader.paths("example.yaml", text));
    }
    List<String> missing =
        SpecReader.allPaths().stream().filter(path -> !written.contains(path)).toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void is_shown_with_its_secrets_as_fingerprints() throws IOException {
    Spec spec = SpecReader.read("example.yaml", example(), ExampleTest::secret);
    String shown = SpecReader.shown(spec.cluster()).toString();
    assertTrue(!shown.contains("ohph8Ohshahw2ahjae5shahT7eey3Aek"));
    Golden.assertMatches("example/shown.txt", shown.replace("}, ", "},\n") + "\n");
  }
}
