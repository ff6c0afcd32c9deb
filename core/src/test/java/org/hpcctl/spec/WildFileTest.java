package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/// A file of the system that hpcctl replaces, shortened to one of each kind; names and addresses
/// are made up.
final class WildFileTest {
  private static final Path FILE =
      Path.of("src", "test", "resources", "wild", "multihead_v2.1.yaml");

  private static Optional<String> secret(String name) {
    return Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek");
  }

  @Test
  void its_spellings_are_read_and_its_own_faults_are_told() throws IOException {
    String text = Files.readString(FILE);
    Refused refused =
        Assertions.assertThrows(
            Refused.class, () -> SpecReader.read("wild.yaml", text, WildFileTest::secret));
    Golden.assertMatches(
        "wild/problems.txt", new ProblemText(false).of(refused.problems(), _ -> Optional.of(text)));
  }

  @Test
  void it_says_the_same_as_the_documented_form_once_its_fault_is_mended() throws IOException {
    String text = Files.readString(FILE).replace("vip_owner: true   # twice", "vip_owner: false");
    Cluster cluster = SpecReader.read("wild.yaml", text, WildFileTest::secret).cluster();
    assertEquals("smart-twin-cluster", cluster.name());
    assertEquals("rack102-0407-h19", cluster.vipOwner().orElseThrow().hostname());
    assertEquals(Optional.of("hpcadmin"), cluster.controllers().getFirst().user());
    assertEquals("192.0.2.100", cluster.network().vip().orElseThrow().address());
    assertEquals(763_152, cluster.computeNodes().getFirst().memoryMb());
    assertEquals("198.51.100.201", cluster.web().domain());
  }
}
