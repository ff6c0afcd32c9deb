package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.MappedFiles.Mapping;
import org.junit.jupiter.api.Test;

class MappedFilesTest {
  @Test
  void only_what_is_read_of_lasting_files_is_let_go() {
    List<Mapping> clean =
        MappedFiles.clean(
            """
            800001000-801d64000 rw-p 00001000 fe:00 11 /opt/dashboard/dashboard.aot
            Rss:               14112 kB
            Anonymous:         13416 kB
            801d64000-801d65000 r--p 00d64000 fe:00 11 /opt/dashboard/dashboard.aot
            Rss:                   4 kB
            Anonymous:             0 kB
            7f0000000000-7f0000002000 r-xp 002e3000 fe:00 12 /opt/runtime/lib/server/libjvm.so
            Anonymous:             0 kB
            7f0000002000-7f0000003000 r--p 00f6f000 fe:00 12 /opt/runtime/lib/server/libjvm.so
            Anonymous:            10 kB
            7f0000003000-7f0000004000 rw-p 00f6f000 fe:00 12 /opt/runtime/lib/server/libjvm.so
            Anonymous:             0 kB
            7f0000004000-7f0000005000 r--s 00000000 fe:00 13 /srv/somebody's upload
            Anonymous:             0 kB
            7f0000005000-7f0000006000 r--p 00000000 00:00 0
            Anonymous:             0 kB
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Anonymous:             0 kB
            """
                .lines()
                .toList(),
            Path.of("/opt/runtime"));
    assertEquals(
        List.of(new Mapping(0x801d64000L, 0x1000), new Mapping(0x7f0000000000L, 0x2000)), clean);
  }

  @Test
  void this_jvm_lives_on_with_less_resident() throws IOException {
    Path home = Path.of(System.getProperty("java.home")).toRealPath();
    assertFalse(MappedFiles.clean(Files.readAllLines(Path.of("/proc/self/smaps")), home).isEmpty());
    long before = residentOfFiles();
    MappedFiles.release();
    long after = residentOfFiles();
    // Not more is certain: this very test and the compiler look at much of it again.
    assertTrue(after < before, after + " kB of " + before + " kB");
  }

  private static long residentOfFiles() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("RssFile:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
