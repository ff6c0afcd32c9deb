package org.hpcctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Boots two hosts, one of each suite, and does to them what the lab offers.
class LabIT {
  private static final String NAME = "labit";

  private static final String KILLED = "labkilled";

  private static Traces before = Traces.NONE;
  private static Optional<Lab> opened = Optional.empty();

  @BeforeAll
  static void up() throws IOException {
    Optional<String> missing = missing();
    assumeTrue(missing.isEmpty(), () -> "no lab here: " + missing.orElseThrow());
    // What a killed run left would otherwise count as having been there before.
    Lab.down(NAME);
    before = Traces.of(NAME);
    opened = Optional.of(Lab.up(new LabSpec(NAME, 2, 0, List.of(Suite.BOOKWORM, Suite.TRIXIE))));
  }

  @AfterAll
  static void a_lab_that_is_taken_down_leaves_nothing() throws IOException {
    if (opened.isPresent()) {
      opened.get().close();
      assertEquals(before, Traces.of(NAME));
    }
  }

  /// What one case switches off or cuts is none of the next one's.
  @AfterEach
  void as_it_was() {
    if (opened.isEmpty()) {
      return;
    }
    for (LabHost host : lab().hosts()) {
      if (!host.running()) {
        host.start();
      } else if (!host.cable().equals("plugged")) {
        host.heal();
      }
    }
  }

  @Test
  void users_become_root_with_and_without_a_password() throws IOException {
    for (LabHost host : lab().hosts()) {
      assertEquals("root\n", ssh(host, "hpc", "", "sudo -n whoami").output());
      assertFalse(ssh(host, "hpcpw", "", "sudo -n true").succeeded());
      String password = Files.readString(lab().password());
      assertTrue(ssh(host, "hpcpw", password, "sudo -S -p '' whoami").output().contains("root"));
      assertEquals("root\n", ssh(host, "root", "", "whoami").output());
    }
  }

  @Test
  void each_host_runs_its_suite_and_nothing_in_it_has_failed() {
    assertEquals(
        "running\n", lab().host("head1").exec("systemctl is-system-running --wait").output());
    assertEquals(
        "running\n", lab().host("head2").exec("systemctl is-system-running --wait").output());
    assertTrue(lab().host("head1").exec("grep -q bookworm /etc/os-release").succeeded());
    assertTrue(lab().host("head2").exec("grep -q trixie /etc/os-release").succeeded());
  }

  @Test
  void packages_can_be_installed() {
    for (LabHost host : lab().hosts()) {
      Answer answer = host.exec("apt-get install -y jq && echo '[1]' | jq -c .");
      assertTrue(answer.succeeded() && answer.output().endsWith("[1]\n"), answer.output());
    }
  }

  @Test
  void limits_of_units_are_real() {
    for (LabHost host : lab().hosts()) {
      assertFalse(
          host.exec("systemd-run -q --wait -p MemoryMax=20M -- python3 -c 'bytearray(10**8)'")
              .succeeded());
      assertTrue(
          host.exec("systemd-run -q --wait -p MemoryMax=400M -- python3 -c 'bytearray(10**8)'")
              .succeeded());
    }
  }

  @Test
  void a_host_cannot_reach_this_machines_disks_or_settings() {
    LabHost host = lab().host("head1");
    assertFalse(host.exec("sysctl -w kernel.hostname=x vm.swappiness=1").succeeded());
    assertTrue(host.exec("sysctl -w net.ipv4.ip_nonlocal_bind=1").succeeded());
    assertFalse(host.exec("mknod /disk b 254 0 && head -c 1 /disk").succeeded());
    assertTrue(
        host.exec("rm -f /disk && grep -q 'CapBnd:.*0000fcecbfff' /proc/self/status").succeeded());
  }

  @Test
  void a_killed_host_is_silent_and_comes_back_with_its_files() throws IOException {
    LabHost host = lab().host("head1");
    assertTrue(host.exec("echo kept >/root/kept && sync").succeeded());
    host.kill();
    assertFalse(host.running());
    assertEquals("none", host.cable());
    assertFalse(host.answers());
    assertEquals("kept\n", Files.readString(host.root().resolve("root/kept")));
    host.start();
    assertTrue(host.answers());
    assertEquals("kept\n", host.exec("cat /root/kept").output());
    assertThrows(Unable.class, host::start);
  }

  @Test
  void a_pulled_cable_is_seen_by_the_host_and_a_silent_cut_is_not() {
    LabHost host = lab().host("head2");
    host.cut(false);
    assertEquals("cut", host.cable());
    assertTrue(host.exec("ip link show eth0").output().contains("NO-CARRIER"));
    assertFalse(host.answers());
    host.heal();
    Wait.until("head2 is reached again", host::answers);

    host.cut(true);
    assertEquals("cut silently", host.cable());
    assertFalse(host.exec("ip link show eth0").output().contains("NO-CARRIER"));
    assertFalse(host.answers());
    host.heal();
    assertEquals("plugged", host.cable());
    Wait.until("head2 is reached again", host::answers);
  }

  @Test
  void a_reboot_forgets_what_only_the_kernel_knew() {
    LabHost host = lab().host("head2");
    ProcessHandle first = host.init().orElseThrow();
    assertTrue(
        host.exec("ip address add 10.77.99.9/32 dev eth0 && nft add table inet left").succeeded());
    host.exec("systemctl reboot");
    Wait.until(
        "head2 has rebooted", () -> host.init().filter(now -> !now.equals(first)).isPresent());
    host.awaitLogin();
    assertFalse(host.exec("ip address").output().contains("10.77.99.9"));
    assertEquals("", host.exec("nft list tables").output());
    assertEquals("running\n", host.exec("systemctl is-system-running --wait").output());
  }

  @Test
  void a_host_that_was_shut_down_stays_off_until_it_is_started() {
    LabHost host = lab().host("head1");
    host.exec("systemctl poweroff");
    Wait.until("head1 is off", () -> !host.running());
    host.start();
    assertTrue(host.answers());
  }

  @Test
  void a_delay_holds_until_it_is_taken_away() {
    String ping = "ping -n -q -c 20 -i 0.05 " + lab().host("head2").address();
    String pingMachine = ping.replaceFirst("\\d+$", "1");
    LabHost host = lab().host("head1");
    lab().delay(10);
    try {
      assertEquals(40, roundTrip(host.exec(ping)), 8);
      assertEquals(20, roundTrip(host.exec(pingMachine)), 8);
      host.kill();
      host.start();
      assertEquals(40, roundTrip(host.exec(ping)), 8);
      host.cut(true);
      assertFalse(host.answers());
      host.heal();
      Wait.until("head1 is reached again", host::answers);
      assertTrue(host.exec("apt-get download -q hello && rm hello*").succeeded());
    } finally {
      lab().delay(0);
    }
    assertEquals(0, roundTrip(host.exec(ping)), 8);
    assertEquals(0, roundTrip(host.exec(pingMachine)), 8);
  }

  private static double roundTrip(Answer ping) {
    Matcher times = Pattern.compile("rtt min/avg/max/mdev = ([0-9.]+)/").matcher(ping.output());
    assertTrue(times.find(), ping.output());
    return Double.parseDouble(times.group(1));
  }

  @Test
  void a_lab_that_is_up_is_found_by_its_name() {
    Lab found = Lab.find(NAME).orElseThrow();
    assertEquals(lab().spec(), found.spec());
    assertTrue(found.host("head1").running());
    assertThrows(Unable.class, () -> found.host("head9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"making the network", "starting head1", "waiting for head1", "done"})
  void a_run_that_was_killed_at_any_moment_is_cleaned_up(String moment) throws Exception {
    Traces clean = Traces.of(KILLED);
    Process process = UpThenWait.at(moment, KILLED);
    try {
      Unable held = assertThrows(Unable.class, () -> Lab.down(KILLED));
      assertEquals("the lab `labkilled` is held by another process", held.what());
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertNotEquals(clean, Traces.of(KILLED));
    Lab.down(KILLED);
    assertEquals(clean, Traces.of(KILLED));
    Lab.down(KILLED);
  }

  private static Answer ssh(LabHost host, String user, String input, String line) {
    return Machine.ask(input, host.sshCommand(user, List.of(line)));
  }

  private static Optional<String> missing() {
    try {
      Lab.check();
      return Optional.empty();
    } catch (Unable e) {
      return Optional.of(e.what());
    }
  }

  private static Lab lab() {
    return opened.orElseThrow();
  }
}
