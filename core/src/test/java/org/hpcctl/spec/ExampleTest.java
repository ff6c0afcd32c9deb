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
    return Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek");
  }

  private static String example() throws IOException {
    return Files.readString(EXAMPLE);
  }

  /// The keys that only mode `provided` has stand in comments.
  private static String withOwnCertificate() throws IOException {
    return example()
        .replace("# certificate: portal.crt", "certificate: portal.crt")
        .replace("# key: portal.key", "key: portal.key")
        .replace("mode: self_signed ", "mode: provided ");
  }

  @Test
  void is_valid_without_a_warning() throws IOException {
    Spec spec = SpecReader.read("example.yaml", example(), ExampleTest::secret);
    assertEquals(List.of(), spec.warnings());
    Spec provided = SpecReader.read("example.yaml", withOwnCertificate(), ExampleTest::secret);
    assertEquals(List.of(), provided.warnings());
  }

  @Test
  void uses_every_key_of_the_schema() throws IOException {
    Set<String> written = SpecReader.paths("example.yaml", withOwnCertificate());
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
