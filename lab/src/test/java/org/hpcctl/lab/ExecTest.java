package org.hpcctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ExecTest {

  @Test
  void capabilities_that_the_hosts_first_process_lacks_are_dropped() {
    assertEquals("-cap_1,-cap_3", Exec.withheld(0b10101, 4));
  }

  @Test
  void a_group_is_joined_in_the_hierarchy_it_is_listed_for() {
    assertEquals(
        "/sys/fs/cgroup/systemd/hpclab/it/head1/payload/init.scope/cgroup.procs",
        Cgroup.processFile("name=systemd", "/hpclab/it/head1/payload/init.scope").toString());
  }
}
