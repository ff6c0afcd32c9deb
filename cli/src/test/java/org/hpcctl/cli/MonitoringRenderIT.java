package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files for Prometheus, in Prometheus' own opinion.
final class MonitoringRenderIT {
  @TempDir Path folder = Path.of("");

  @Test
  void promtool_accepts_what_is_written_and_grafana_can_read_it() throws Exception {
    Path example = Path.of("..", "examples", "my_multihead_cluster.yaml").toAbsolutePath();
    Cli.Result result =
        new Cli(folder).run("monitoring", "render", "--directory", "out", "-c", example.toString());
    assertEquals(0, result.exit(), result.err());
    Path out = folder.resolve("out");
    for (String name : List.of("prometheus.yml", "hpcctl_alerts.yml", "hpcctl_dashboard.json")) {
      Golden.assertMatches("monitoring/" + name, Files.readString(out.resolve(name)));
    }
    new ObjectMapper().readTree(out.resolve("hpcctl_dashboard.json").toFile());
    check("config", out.resolve("prometheus.yml"));
    check("rules", out.resolve("hpcctl_alerts.yml"));
  }

  private static void check(String what, Path file) throws Exception {
    Process promtool =
        new ProcessBuilder("promtool", "check", what, file.toString())
            .redirectErrorStream(true)
            .start();
    String words;
    try (InputStream in = promtool.getInputStream()) {
      words = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertEquals(0, promtool.waitFor(), words);
  }
}
