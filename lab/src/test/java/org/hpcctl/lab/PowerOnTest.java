package org.hpcctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

class PowerOnTest {
  private static final Member HEAD = new Member("head1", Suite.BOOKWORM, 11, true);

  @Test
  void a_host_is_booted_with_the_flags_that_were_found_to_be_needed() {
    Golden.assertMatches("power-on.txt", String.join("\n", command(false)) + "\n");
  }

  @Test
  void without_a_devices_hierarchy_a_host_may_not_make_device_nodes() {
    var more = new ArrayList<>(command(true));
    more.removeAll(command(false));
    assertEquals(List.of("--drop-capability=CAP_MKNOD"), more);
  }

  @Test
  void host_names_repeat_from_lab_to_lab_but_machine_names_do_not() {
    assertTrue(command(false).contains("--machine=hpclab-lab-head1"));
    assertEquals("hpclab-it-head1", PowerOn.machine("it", "head1"));
  }

  private static List<String> command(boolean unified) {
    return new PowerOn(new LabFolder("lab"), new Network("lab", new Subnet(0)), HEAD, unified)
        .command();
  }
}
