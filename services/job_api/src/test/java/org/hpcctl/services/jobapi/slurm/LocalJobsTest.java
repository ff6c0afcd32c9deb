package org.hpcctl.services.jobapi.slurm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class LocalJobsTest {
  private static final Scheduler.Actor ALICE = new Scheduler.Actor("r1", "alice");
  private static final Scheduler.Actor BOB = new Scheduler.Actor("r2", "bob");

  @TempDir Path folder = Path.of("");
  private LocalJobs jobs = new LocalJobs(folder, "here");

  @BeforeEach
  void open() {
    jobs = new LocalJobs(folder, "here");
  }

  @AfterEach
  void close() {
    jobs.close();
  }

  @Test
  void a_script_runs_with_its_parameters_and_its_output_is_kept() throws Exception {
    JobId id =
        jobs.submit(
            ALICE,
            new Submission(
                "#!/bin/sh\necho \"$PARAM_WHO in $SLURM_JOB_ID\"\n",
                Map.of(JobOption.NAME, "hello"),
                Map.of("PARAM_WHO", "a 'quoted' $(name)"),
                false,
                Optional.empty(),
                Optional.of("hpcctl:1")));
    Job over = awaitOver(id);
    assertEquals(JobState.COMPLETED, over.state());
    assertEquals("hello", over.name());
    assertEquals("hpcctl:1", over.comment());
    assertEquals("a 'quoted' $(name) in 1\n", Files.readString(jobs.output(id).orElseThrow()));
  }

  @Test
  void how_a_script_fails_is_told() throws Exception {
    assertEquals(
        Optional.of(new ExitStatus(3, 0)), awaitOver(submit(ALICE, "#!/bin/sh\nexit 3\n")).exit());
    assertEquals(
        Optional.of(new ExitStatus(0, 9)),
        awaitOver(submit(ALICE, "#!/bin/sh\nkill -9 $$\n")).exit());
    assertEquals(JobState.FAILED, awaitOver(submit(ALICE, "#!/no/such/shell\n")).state());
  }

  @Test
  void a_job_is_cancelled_by_its_user_only() throws Exception {
    JobId id = submit(ALICE, "#!/bin/sh\nsleep 600\n");
    assertThrows(SchedulerRefused.class, () -> jobs.cancel(BOB, id));
    jobs.cancel(ALICE, id);
    assertEquals(JobState.CANCELLED, awaitOver(id).state());
  }

  @Test
  void a_held_job_waits_until_it_is_released() throws Exception {
    JobId id =
        jobs.submit(
            ALICE,
            new Submission(
                "#!/bin/sh\n", Map.of(), Map.of(), true, Optional.empty(), Optional.empty()));
    assertEquals("JobHeldUser", job(id).reason());
    jobs.release(ALICE, id);
    assertEquals(JobState.COMPLETED, awaitOver(id).state());
  }

  @Test
  void jobs_wait_while_all_processors_are_busy() throws Exception {
    List<JobId> ids = new ArrayList<>();
    int processors = Runtime.getRuntime().availableProcessors();
    for (int i = 0; i <= processors; i++) {
      ids.add(submit(ALICE, "#!/bin/sh\nsleep 600\n"));
    }
    assertEquals(JobState.PENDING, job(ids.getLast()).state());
    jobs.cancel(ALICE, ids.getFirst());
    assertTrue(job(ids.getLast()).state().stage() == JobState.Stage.RUNNING);
  }

  private JobId submit(Scheduler.Actor actor, String script) throws Exception {
    return jobs.submit(
        actor,
        new Submission(script, Map.of(), Map.of(), false, Optional.empty(), Optional.empty()));
  }

  private Job job(JobId id) {
    return jobs.jobs().stream().filter(job -> job.id().equals(id)).findFirst().orElseThrow();
  }

  private Job awaitOver(JobId id) {
    Job job = job(id);
    while (!job.state().stage().over()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      job = job(id);
    }
    return job;
  }
}
