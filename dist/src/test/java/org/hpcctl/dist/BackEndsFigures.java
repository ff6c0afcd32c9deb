package org.hpcctl.dist;

import static org.hpcctl.dist.BackEndsLab.backstage;
import static org.hpcctl.dist.BackEndsLab.heads;
import static org.hpcctl.dist.BackEndsLab.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.lab.LabHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Prometheus gets of the heads.
abstract class BackEndsFigures {
  // The document's name and the requirement that it is a gauge stand against the convention.
  private static final List<String> KNOWN =
      List.of("slurm_jobs_total non-counter metrics should not have \"_total\" suffix");

  @Test
  void promtool_has_nothing_to_say_but_of_the_documented_name(@TempDir Path folder)
      throws Exception {
    LabHost head = heads().head("head2");
    String metrics = run(head, "curl -skf https://%s/metrics".formatted(heads().vip()));
    for (String name :
        List.of("slurm_jobs_total{", "slurm_nodes{", "mariadb_", "redis_", "hpc_source_up{")) {
      assertTrue(
          metrics.contains("\n" + name), () -> "no %s of: %s".formatted(name, sources(metrics)));
    }
    Path page = Files.writeString(folder.resolve("metrics"), metrics);
    Process promtool =
        new ProcessBuilder("promtool", "check", "metrics")
            .redirectErrorStream(true)
            .redirectInput(page.toFile())
            .start();
    try (BufferedReader lines = promtool.inputReader()) {
      assertEquals(KNOWN, lines.lines().toList());
    }
  }

  @Test
  void strangers_get_no_metrics() throws Exception {
    Curl.Answer answer = new Curl(heads().vip()).call("/metrics");
    assertEquals(403, answer.status(), answer::toString);
    assertEquals(
        "403", run(backstage(), code("https://%s/metrics".formatted(heads().vip()))).strip());
  }

  @Test
  void what_prometheus_is_told_to_ask_answers() throws Exception {
    Hpcctl.Result rendered = heads().program().run("monitoring", "render", "--directory", "mon");
    assertEquals(0, rendered.status(), rendered::toString);
    String settings = Files.readString(heads().file("mon").resolve("prometheus.yml"));
    List<String> targets =
        Pattern.compile("\\b[0-9.]+:[0-9]{4}\\b")
            .matcher(settings)
            .results()
            .map(MatchResult::group)
            // Node exporters are the operator's to install.
            .filter(target -> !target.endsWith(":9100"))
            .distinct()
            .toList();
    assertEquals(8 * heads().all().size(), targets.size(), settings);
    for (String target : targets) {
      String answer = run(heads().head("head3"), code("http://" + target + "/metrics"));
      assertEquals("200", answer.strip(), target);
    }
  }

  private static String sources(String metrics) {
    return metrics
        .lines()
        .filter(line -> line.matches("(hpc_source_|service_info).*"))
        .collect(Collectors.joining("; "));
  }

  private static String code(String url) {
    return "curl -sk -o /dev/null -w '%{http_code}' " + url;
  }
}
