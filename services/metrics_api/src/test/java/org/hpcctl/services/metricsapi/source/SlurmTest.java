package org.hpcctl.services.metricsapi.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.junit.jupiter.api.Test;

class SlurmTest {
  private static final String JOBS =
      """
      1|RUNNING|4|alice
      2_1|PENDING|1|alice
      2_2|RUNNING|2|bob
      3|COMPLETED|1|bob
      """;
  private static final String NODES =
      """
      n1|mixed|6/2/0/8|16000|4000|1.50
      n1|mixed|6/2/0/8|16000|4000|1.50
      n2|down*|0/0/8/8|16000|N/A|N/A
      """;

  private static final String GPUS =
      """
      n1       gpu:a100:4(S:0-1),gpu:h100:2,shard:8   gpu:a100:3(IDX:0-2),gpu:h100:0(IDX:N/A),shard:0
      n1       gpu:a100:4(S:0-1),gpu:h100:2,shard:8   gpu:a100:3(IDX:0-2),gpu:h100:0(IDX:N/A),shard:0
      n2       (null)                                 (null)
      n3       gpu:8                                  gpu:8
      """;

  private String jobs = JOBS;
  private final Slurm slurm = new Slurm(this::answer);

  private String answer(List<String> words) {
    return switch (words.getFirst()) {
      case "squeue" -> jobs;
      default -> words.equals(Gpus.QUESTION) ? GPUS : NODES;
    };
  }

  private Map<String, Double> look(Family family) throws IOException {
    return slurm.look().stream()
        .filter(figure -> figure.family() == family)
        .collect(
            Collectors.toMap(
                figure -> String.join("/", figure.labels()), figure -> figure.value()));
  }

  @Test
  void jobs_are_counted_by_state_and_those_of_the_documents_are_always_there() throws Exception {
    assertEquals(Map.of("running", 2.0, "pending", 1.0, "completed", 1.0), look(Family.SLURM_JOBS));
    jobs = "";
    assertEquals(Map.of("running", 0.0, "pending", 0.0, "completed", 0.0), look(Family.SLURM_JOBS));
  }

  @Test
  void what_ended_before_the_first_look_is_not_counted_and_what_ended_later_is_once()
      throws Exception {
    assertEquals(0.0, look(Family.JOBS_FINISHED).get("completed"));
    jobs = JOBS.replace("1|RUNNING", "1|FAILED").replace("2_2|RUNNING", "2_2|COMPLETED");
    assertEquals(1.0, look(Family.JOBS_FINISHED).get("completed"));
    assertEquals(1.0, look(Family.JOBS_FINISHED).get("failed"));
  }

  @Test
  void users_have_what_their_running_jobs_hold() throws Exception {
    assertEquals(Map.of("alice", 4.0, "bob", 2.0), look(Family.USER_CPUS));
    assertEquals(Map.of("alice", 1.0, "bob", 0.0), look(Family.USER_JOBS_PENDING));
  }

  @Test
  void a_node_of_two_partitions_is_one_and_what_slurm_does_not_know_is_left_out() throws Exception {
    assertEquals(Map.of("mixed", 1.0, "down", 1.0), look(Family.SLURM_NODES));
    assertEquals(Map.of("n1", 6.0, "n2", 0.0), look(Family.SLURM_NODE_CPUS_ALLOCATED));
    assertEquals(Map.of("n1", 1.5), look(Family.SLURM_NODE_LOAD));
  }

  @Test
  void gpus_of_all_types_are_counted_and_nodes_without_are_left_out() throws Exception {
    assertEquals(Map.of("n1", 6.0, "n3", 8.0), look(Family.SLURM_NODE_GPUS));
    assertEquals(Map.of("n1", 3.0, "n3", 8.0), look(Family.SLURM_NODE_GPUS_ALLOCATED));
  }

  @Test
  void a_command_that_fails_is_told_with_its_words() {
    IOException failed =
        assertThrows(
            IOException.class, () -> Command.here().output(List.of("ls", "/no/such/place")));
    assertEquals(true, String.valueOf(failed.getMessage()).contains("/no/such/place"));
  }
}
