package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.spec.schema.Migration.Migrated;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

final class MigrationTest {
  private static final Path FILE =
      Path.of("src", "test", "resources", "wild", "multihead_v2.1.yaml");

  private static Optional<String> secret(String name) {
    return Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek");
  }

  @Test
  void the_old_form_becomes_the_documented_one_and_keeps_its_comments() throws IOException {
    Migrated migrated = SpecReader.migrated("wild.yaml", Files.readString(FILE));
    Golden.assertMatches("wild/migrated.yaml", migrated.text());
    assertEquals(List.of(), migrated.left());
  }

  @Test
  void it_means_the_same_afterwards() throws IOException {
    String text = Files.readString(FILE).replace("vip_owner: true   # twice", "vip_owner: false");
    assertEquals(
        SpecReader.read("wild.yaml", text, MigrationTest::secret).cluster(),
        SpecReader.read(
                "new.yaml", SpecReader.migrated("wild.yaml", text).text(), MigrationTest::secret)
            .cluster());
  }

  @Test
  void the_documented_form_is_left_alone() throws IOException {
    Path example =
        Path.of(System.getProperty("repository"), "examples", "my_multihead_cluster.yaml");
    String text = Files.readString(example);
    assertEquals(new Migrated(text, List.of(), List.of()), SpecReader.migrated("x", text));
  }

  @Test
  void a_bare_address_is_spelled_out_and_braces_are_left_and_said() {
    String text =
        """
        network: {vip: 10.0.0.5}   # the address
        nodes: {controllers: [{hostname: a, ip_address: 10.0.0.1}]}
        """;
    assertEquals(
        new Migrated(
            """
            network: {vip: {address: 10.0.0.5}}   # the address
            nodes: {controllers: [{hostname: a, ip: 10.0.0.1}]}
            """,
            List.of("line 1: `address:` is now spelled out", "line 2: `ip_address` is now `ip`"),
            List.of("line 2: `nodes` still stands around its keys")),
        SpecReader.migrated("x", text));
  }
}
