package org.hpcctl.phases.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.phases.Example;
import org.hpcctl.phases.HostFiles;
import org.hpcctl.spec.WebService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The units as systemd's own programs see them.
final class UnitsTest {
  private static final Pattern EXPOSURE = Pattern.compile("exposure level for \\S+: ([0-9.]+)");

  @TempDir Path folder;

  @Test
  void each_service_is_exposed_by_less_than_two_and_a_half() throws Exception {
    for (Path unit : units()) {
      String said =
          said("systemd-analyze", "security", "--no-pager", "--offline=true", unit.toString());
      Matcher exposure = EXPOSURE.matcher(said);
      assertTrue(exposure.find(), said);
      assertTrue(Double.parseDouble(exposure.group(1)) <= 2.5, said);
    }
  }

  @Test
  void systemd_knows_every_word() throws Exception {
    for (Path unit : units()) {
      String said = said("systemd-analyze", "verify", "--man=no", unit.toString());
      assertEquals(
          List.of(),
          said.lines()
              .filter(line -> line.contains(unit.getFileName().toString()))
              .filter(line -> !line.contains("/opt/web_services/runtime/current/bin/java"))
              .toList());
    }
  }

  private List<Path> units() throws Exception {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "skipped: needs systemd-analyze");
    Map<String, String> files =
        HostFiles.of(
            Example.three(), "server1", Map.of("nginx.version", "1.22.1", "vip.interface", "eth0"));
    List<Path> units = new ArrayList<>();
    for (WebService service : WebService.values()) {
      String name = service.yamlName() + ".service";
      units.add(
          Files.writeString(
              folder.resolve(name),
              Objects.requireNonNull(files.get("/etc/systemd/system/" + name))));
    }
    return units;
  }

  private static String said(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
