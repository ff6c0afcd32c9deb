package org.hpcctl.services.metricsapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.services.metricsapi.source.MariaDb;
import org.hpcctl.testkit.MariaDbServer;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Real stores, and Prometheus' own opinion of what we say of them.
@Timeout(300)
class PromtoolIT {
  // The document's name and the requirement that it is a gauge stand against the convention.
  private static final String KNOWN =
      "slurm_jobs_total non-counter metrics should not have \"_total\" suffix";

  @TempDir Path folder;

  @Test
  void promtool_has_nothing_to_say_but_of_the_documented_name() throws Exception {
    try (MariaDbServer maria = MariaDbServer.start(Files.createDirectory(folder.resolve("m")));
        RedisServer redis = RedisServer.start(folder.resolve("r"));
        Database database = Database.open(place(maria), "org/hpcctl/services/metricsapi/schema");
        Head head =
            new Head(
                folder.resolve("s"),
                Optional.of(place(redis)),
                List.of(
                    new MariaDb(database), new Head.Known("slurm", MetricsApiTest.SLURM, "")))) {
      head.awaitMetrics("mariadb_threads_connected ");
      head.awaitMetrics("slurm_jobs_total{");
      String text = head.awaitMetrics("redis_connected_clients ");
      assertTrue(text.contains("mariadb_questions_total "), text);
      Path page = Files.writeString(folder.resolve("metrics"), text);
      Process promtool =
          new ProcessBuilder("promtool", "check", "metrics")
              .redirectErrorStream(true)
              .redirectInput(page.toFile())
              .start();
      List<String> words;
      try (BufferedReader lines = promtool.inputReader()) {
        words = lines.lines().toList();
      }
      promtool.waitFor();
      assertEquals(List.of(KNOWN), words);
    }
  }

  private static DatabaseSettings place(MariaDbServer server) {
    return new DatabaseSettings.Server(
        "127.0.0.1",
        server.port(),
        MariaDbServer.NAME,
        MariaDbServer.USER,
        MariaDbServer.PASSWORD,
        Optional.empty());
  }

  private static RedisSettings place(RedisServer server) {
    return new RedisSettings(
        new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", server.port())),
        Optional.empty(),
        Optional.empty());
  }
}
