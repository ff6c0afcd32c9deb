package org.hpcctl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;

class PackageCacheTest {
  private static final String TARGETS =
      """
      Elsewhere stable http://other.test/stable/
      Debian bookworm-security http://mirror.test/debian-security/
      Debian bookworm-updates http://mirror.test/debian/
      Debian bookworm http://mirror.test/debian/
      """;

  @Test
  void the_archives_are_those_of_this_machines_apt() {
    assertEquals(
        new Mirror(
            "http://mirror.test/debian/", Optional.of("http://mirror.test/debian-security/")),
        Mirror.parse(TARGETS));
  }

  @Test
  void a_machine_without_debians_archive_is_refused() {
    assertThrows(Unable.class, () -> Mirror.parse("Elsewhere stable http://other.test/stable/\n"));
  }

  @Test
  void nothing_but_the_archives_is_handed_out() {
    Golden.assertMatches(
        "acng.conf",
        PackageCache.configuration(
            Mirror.parse(TARGETS), Path.of("/var/cache/hpcctl-lab/packages")));
  }

  @Test
  void a_host_reaches_the_cache_over_its_own_bridge() {
    var network = new Network("it", new Subnet(4));
    var head = new Member("head2", Suite.TRIXIE, 12, true);
    Golden.assertMatches(
        "host-files.txt",
        "# /etc/network/interfaces\n%s\n# /etc/apt/sources.list\n%s"
            .formatted(
                new HostFiles(new LabFolder("it"), network, head).interfaces(),
                new Image(Suite.TRIXIE).sources()));
  }
}
