package org.hpcctl.services.metricsapi.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.junit.jupiter.api.Test;

/// What a Slurm 22.05.8 of Debian 12 with slurmdbd and one GPU answered to these very questions: a
/// job that has the GPU, one that is done and one that failed; sinfo's columns without the blanks
/// at the end.
class RecordedSlurmTest {
  private static final Path FOLDER = Path.of("src/test/resources/recorded/22.05.8");
  private static final Instant NOW = Instant.parse("2026-11-21T11:48:51Z");

  private static String recorded(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name + ".txt"));
  }

  private static Map<String, Double> of(List<Figure> figures, Family family) {
    return figures.stream()
        .filter(figure -> figure.family() == family)
        .collect(Collectors.toMap(figure -> figure.labels().getFirst(), Figure::value));
  }

  @Test
  void the_gpu_of_a_node_in_two_partitions_is_one_and_in_use() throws Exception {
    List<Figure> figures = Gpus.read(recorded("sinfo_gpus"));
    assertEquals(Map.of("node1", 1.0), of(figures, Family.SLURM_NODE_GPUS));
    assertEquals(Map.of("node1", 1.0), of(figures, Family.SLURM_NODE_GPUS_ALLOCATED));
  }

  @Test
  void the_accounting_of_the_last_hour_is_read() throws Exception {
    Accounting accounting =
        new Accounting(
            words -> recorded(words.getFirst().equals("scontrol") ? "config" : "sacct"), () -> NOW);
    List<Figure> figures = accounting.look();
    assertEquals(
        Map.of("completed", 1.0, "failed", 1.0, "cancelled", 0.0, "timeout", 0.0),
        of(figures, Family.ENDED_JOBS));
    assertEquals(Map.of("debug", 2.0, "night", 1.0), of(figures, Family.STARTED_JOBS));
    assertEquals(Map.of("debug", 2.0, "night", 5.0), of(figures, Family.WAIT_SECONDS));
    assertEquals(Map.of("debug", 60.0, "night", 0.0), of(figures, Family.CPU_SECONDS));
  }
}
