package org.hpcctl.services.metricsapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.OpenApiContract;
import org.hpcctl.services.kit.identity.ApiKeys;
import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class MetricsApiTest {
  static final List<Figure> SLURM =
      List.of(
          Figure.of(Family.SLURM_JOBS, 2, "running"),
          Figure.of(Family.SLURM_JOBS, 5, "pending"),
          Figure.of(Family.JOBS_FINISHED, 3, "completed"),
          Figure.of(Family.SLURM_NODE_STATE, 1, "n1", "idle"),
          Figure.of(Family.SLURM_NODE_GPUS_ALLOCATED, 3, "n1"),
          Figure.of(Family.ENDED_JOBS, 7, "completed"),
          Figure.of(Family.WAIT_SECONDS, 30, "debug"),
          Figure.of(Family.CPU_SECONDS, 9_000, "debug"),
          Figure.of(Family.USER_JOBS_RUNNING, 1, "alice"),
          Figure.of(Family.USER_JOBS_RUNNING, 1, "bob"));
  private static final List<Figure> NODE = List.of(Figure.of(Family.NODE_CPU, 12.5, "n1"));

  @TempDir Path folder;
  private Head head;

  @BeforeEach
  void start() throws Exception {
    head =
        new Head(
            folder,
            Optional.empty(),
            List.of(
                new Head.Known("slurm", SLURM, ""),
                new Head.Known("node/n1", NODE, ""),
                new Head.Known("node/n2", List.of(), "n2 does not answer")));
    head.awaitMetrics("node_cpu_usage{node=\"n1\"} 12.5");
    head.awaitMetrics("slurm_jobs_total{state=\"running\"} 2.0");
  }

  @AfterEach
  void stop() {
    head.close();
  }

  @Test
  void metrics_have_the_documented_names_and_tell_which_source_is_away() throws Exception {
    String text = head.awaitMetrics("hpc_source_up{source=\"node/n2\"} 0.0");
    for (String line :
        List.of(
            "# TYPE slurm_jobs_total gauge",
            "slurm_jobs_total{state=\"pending\"} 5.0",
            "# TYPE hpc_jobs_finished_total counter",
            "hpc_jobs_finished_total{state=\"completed\"} 3.0",
            "slurm_node_state{node=\"n1\",state=\"idle\"} 1.0",
            "hpc_source_up{source=\"slurm\"} 1.0",
            "hpc_source_look_seconds{source=\"slurm\"}",
            "hpc_source_age_seconds{source=\"slurm\"}")) {
      assertTrue(text.contains(line), line);
    }
  }

  @Test
  void what_is_not_configured_has_no_series_and_users_stand_in_none() throws Exception {
    String text = head.metrics();
    for (String word : List.of("mariadb_", "redis_", "nginx_", "alice", "bob")) {
      assertFalse(text.contains(word), word);
    }
  }

  @Test
  void everybody_sees_nodes_and_jobs_but_only_their_own_figures() throws Exception {
    ObjectNode nodes = head.ask("alice", 200, "/api/monitoring/nodes");
    assertEquals("idle", nodes.at("/nodes/0/state").asText());
    assertEquals(12.5, nodes.at("/nodes/0/node_cpu_usage").asDouble());
    assertEquals("[\"node/n2\"]", nodes.path("without").toString());
    ObjectNode jobs = head.ask("alice", 200, "/api/monitoring/jobs");
    assertEquals(2, jobs.at("/jobs/running").asInt());
    assertEquals(3, jobs.at("/finished/completed").asInt());
    assertEquals(
        """
        {"ended":{"completed":7},"partitions":[\
        {"partition":"debug","slurm_wait_seconds":30.0,"slurm_cpu_seconds":9000.0}]}\
        """,
        jobs.path("last_hour").toString());
    assertEquals(3.0, nodes.at("/nodes/0/slurm_node_gpus_allocated").asDouble());
    ObjectNode own = head.ask("alice", 200, "/api/monitoring/users");
    assertEquals("[{\"user\":\"alice\",\"running\":1}]", own.path("users").toString());
    assertEquals(2, head.ask("boss", 200, "/api/monitoring/users").path("users").size());
    head.ask("alice", 403, "/api/monitoring/users?user=bob");
    head.ask("ghost", 403, "/api/monitoring/users");
    head.ask("nobody", 403, "/api/monitoring/nodes");
    head.ask("", 401, "/api/monitoring/jobs");
  }

  @Test
  void the_history_of_others_is_not_told_either() throws Exception {
    Instant now = Instant.now();
    head.history().write(now.minus(Duration.ofMinutes(9)), SLURM);
    ObjectNode all = head.ask("boss", 200, "/api/monitoring/users?step=60");
    assertEquals(2, all.at("/history/series").size());
    ObjectNode own = head.ask("alice", 200, "/api/monitoring/users?step=60");
    assertEquals(1, own.at("/history/series").size());
    assertEquals("alice", own.at("/history/series/0/user").asText());
  }

  @Test
  void the_past_is_answered_in_steps_and_nonsense_is_refused() throws Exception {
    Instant now = Instant.now();
    head.history().write(now.minus(Duration.ofMinutes(5)), NODE);
    String path = "/api/monitoring/nodes?from=" + now.minus(Duration.ofMinutes(30));
    ObjectNode past = head.ask("alice", 200, path + "&step=60");
    assertEquals(12.5, past.at("/history/series/0/points/0/1").asDouble());
    assertEquals(1, past.at("/history/series/0/points").size());
    for (String wrong :
        List.of("&step=61", "&step=59", "&to=2000-01-01T00:00:00Z", "&figure=x", "&node=%0a")) {
      assertEquals(
          "invalid_request", head.ask("alice", 400, path + wrong).path("code").asText(), wrong);
    }
    String long_ago = "/api/monitoring/jobs?from=" + now.minus(Duration.ofDays(700));
    head.ask("alice", 400, long_ago + "&step=60");
    assertEquals(86_400, head.ask("alice", 200, long_ago).at("/history/step").asInt());
  }

  @Test
  void the_service_is_what_its_openapi_file_says() throws Exception {
    OpenApiContract contract = OpenApiContract.of("metrics_api");
    assertEquals(List.of(), contract.differences(head.running));
    assertEquals(List.of(), contract.unnamed(head.running));
    List<String> boss = List.of("Authorization", "Bearer " + ApiKeys.PREFIX + "boss");
    assertEquals(List.of(), contract.broken(head.running, 60, 20261121, () -> boss));
  }
}
