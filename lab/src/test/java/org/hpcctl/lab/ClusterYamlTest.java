package org.hpcctl.lab;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

class ClusterYamlTest {
  private static final LabSpec SPEC =
      new LabSpec("lab", 3, 2, List.of(Suite.BOOKWORM, Suite.TRIXIE));

  @Test
  void the_lab_describes_itself_for_hpcctl() {
    Golden.assertMatches(
        "my_multihead_cluster.yaml",
        new ClusterYaml(SPEC, new LabFolder("lab"), new Subnet(0)).text());
  }

  @Test
  void the_lab_describes_itself_for_ssh() {
    Golden.assertMatches(
        "ssh_config", new SshConfig(SPEC, new LabFolder("lab"), new Subnet(0)).text());
  }

  @Test
  void secrets_are_long_and_never_the_same() {
    String secrets = ClusterYaml.secrets();
    assertTrue(
        secrets.matches("SESSION_SECRET=[\\w-]{43}\nJWT_SECRET=[\\w-]{43}\n"), "unexpected form");
    assertNotEquals(secrets, ClusterYaml.secrets());
  }
}
