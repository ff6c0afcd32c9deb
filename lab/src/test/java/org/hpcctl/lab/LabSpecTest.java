package org.hpcctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class LabSpecTest {

  @Test
  void suites_are_given_to_the_hosts_in_turn() {
    var spec = new LabSpec("lab", 3, 1, Suite.parse("bookworm, trixie"));
    assertEquals(
        List.of(
            new Member("head1", Suite.BOOKWORM, 11, true),
            new Member("head2", Suite.TRIXIE, 12, true),
            new Member("head3", Suite.BOOKWORM, 13, true),
            new Member("node1", Suite.TRIXIE, 111, false)),
        spec.members());
  }

  @Test
  void what_cannot_be_a_lab_is_refused_with_what_can() {
    var refusals = new StringBuilder();
    for (Executable attempt :
        List.<Executable>of(
            () -> new LabSpec("My-Lab", 3, 0, List.of(Suite.BOOKWORM)),
            () -> new LabSpec("lab", 0, 0, List.of(Suite.BOOKWORM)),
            () -> new LabSpec("lab", 3, 70, List.of(Suite.BOOKWORM)),
            () -> new LabSpec("lab", 3, 0, List.of()),
            () -> Suite.parse("bookworm,potato"))) {
      Unable refused = assertThrows(Unable.class, attempt);
      refusals.append(refused.what()).append("\n  ").append(refused.fix()).append('\n');
    }
    Golden.assertMatches("refusals.txt", refusals.toString());
  }

  @Test
  void the_users_lab_has_the_first_network_and_others_never_take_it() {
    assertEquals(0, Subnet.candidates("lab").findFirst().orElseThrow());
    assertEquals(1, Subnet.candidates("it").findFirst().orElseThrow());
  }

  @Test
  void names_and_addresses_come_from_the_network_number() {
    var subnet = new Subnet(7);
    var node = new Member("node69", Suite.TRIXIE, 179, false);
    assertEquals("10.77.7.179", subnet.address(node));
    assertEquals("52:54:00:77:07:b3", subnet.mac(node.octet()));
    assertEquals("hl7-node69", subnet.cable(node));
    assertEquals("10.77.7.100", subnet.vip());
  }

  @Test
  void a_lab_is_found_again_as_it_was_made() throws IOException {
    var spec = new LabSpec("lab", 2, 1, List.of(Suite.TRIXIE, Suite.BOOKWORM));
    var state = new LabState(spec, new Subnet(3));
    assertEquals(state, LabState.parse("lab", new StringReader(state.text())));
  }
}
