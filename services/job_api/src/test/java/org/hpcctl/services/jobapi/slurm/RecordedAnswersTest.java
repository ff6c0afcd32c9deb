package org.hpcctl.services.jobapi.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Reads what real clusters of both releases answered (how: docs/reference/services.md).
final class RecordedAnswersTest {
  // The mark that was used for the recordings.
  private static final Fence FENCE = new Fence("\u001en0nce\u001e");

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void jobs_are_read(String release) throws IOException {
    List<Job> jobs = Squeue.read(recorded(release, "squeue.txt"), FENCE);
    assertGolden("slurm/" + release + "/jobs.txt", jobs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void a_name_cannot_pretend_to_be_a_job_of_somebody_else(String release) throws IOException {
    List<Job> jobs = Squeue.read(recorded(release, "squeue.txt"), FENCE);
    assertEquals(
        List.of("evil\n99~99~bob"),
        jobs.stream().map(Job::name).filter(name -> name.startsWith("evil")).toList());
    assertEquals(
        List.of("11"),
        jobs.stream().filter(job -> job.user().equals("bob")).map(job -> job.id().text()).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void the_exit_of_a_script_is_the_same_in_both_notations(String release) throws IOException {
    Job fails =
        Squeue.read(recorded(release, "squeue.txt"), FENCE).stream()
            .filter(job -> job.name().equals("fails"))
            .findFirst()
            .orElseThrow();
    assertEquals(Optional.of(new ExitStatus(3, 0)), fails.exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void partitions_and_nodes_are_read(String release) throws IOException {
    List<Object> all = new ArrayList<>(Sinfo.partitions(recorded(release, "partitions.txt")));
    all.addAll(Sinfo.nodes(recorded(release, "nodes.txt")));
    assertGolden("slurm/" + release + "/cluster.txt", all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void the_history_is_read(String release) throws IOException {
    assertGolden(
        "slurm/" + release + "/history.txt", Sacct.read(recorded(release, "sacct.txt"), FENCE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void the_output_of_a_task_of_an_array_is_found(String release) throws Exception {
    String answer = recorded(release, "scontrol_show_job.txt");
    // What 24.11 adds for --cpus-per-task, and both for --mail-user.
    for (String more : List.of("", "TresPerTask=cpu=1 ", "MailUser=a MailType=END ")) {
      String all = answer.stripTrailing() + " " + more + "\n";
      try (Slurm slurm = answering(new Questions.Answer(0, all, ""))) {
        assertEquals(
            Optional.of(Path.of("/home/alice/w/slurm-4_1.out")), slurm.output(new JobId("4_1")));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "down_squeue, AWAY",
    "down_sbatch, AWAY",
    "frozen_squeue, AWAY",
    "frozen_sbatch, AWAY",
    "munge_squeue, AWAY",
    "munge_sbatch, AWAY",
    "dbd_sacct, AWAY",
    "sinfo_down, AWAY",
    "scancel_down, AWAY",
    "hold_down, AWAY",
    "sacct_none, NO_ACCOUNTING",
    "scontrol_missing, NO_SUCH_JOB",
    "hold_missing, NO_SUCH_JOB",
    "bad_partition, REFUSED",
    "no_shebang, REFUSED",
    "empty, REFUSED",
    "cancel_other, REFUSED",
    "hold_other, REFUSED"
  })
  void a_complaint_means_the_same_in_both_releases(String name, Complaint meaning)
      throws IOException {
    for (String release : List.of("22.05.8", "24.11.5")) {
      assertEquals(meaning, Complaint.read(recorded(release, "complaints/" + name + ".txt")));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void a_refusal_is_told_without_the_names_of_programs(String release) throws IOException {
    assertEquals(
        "invalid partition specified: nope"
            + " Batch job submission failed: Invalid partition name specified",
        Complaint.plain(recorded(release, "complaints/bad_partition.txt")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"22.05.8", "24.11.5"})
  void no_accounting_is_no_history_and_not_an_empty_one(String release) throws Exception {
    String errors = recorded(release, "complaints/sacct_none.txt");
    try (Slurm slurm = answering(new Questions.Answer(1, "", errors))) {
      assertTrue(slurm.history(Instant.EPOCH, Instant.EPOCH, Optional.empty()).isEmpty());
    }
  }

  private static Slurm answering(Questions.Answer answer) throws IOException {
    return new Slurm(_ -> answer, ActAsUser.here());
  }

  private static String recorded(String release, String name) throws IOException {
    String path = "/recorded/" + release + "/" + name;
    try (InputStream text = RecordedAnswersTest.class.getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(text, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void assertGolden(String name, List<?> records) {
    String text =
        records.stream()
            .map(record -> record.toString().replace("\n", "\\n") + "\n")
            .collect(Collectors.joining());
    Golden.assertMatches(name, text);
  }
}
