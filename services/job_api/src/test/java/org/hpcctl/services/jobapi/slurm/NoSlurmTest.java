package org.hpcctl.services.jobapi.slurm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import module java.base;

import org.hpcctl.services.kit.act.ActAsUser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A head on which Slurm's commands are not installed (yet): everybody is to come again later.
final class NoSlurmTest {
  private static final Scheduler.Actor ALICE = new Scheduler.Actor("request", "alice");

  @BeforeEach
  void there_is_no_slurm_here() {
    assumeFalse(Files.exists(Path.of("/usr/bin/sbatch")), "this machine has Slurm");
  }

  @Test
  void a_job_is_not_refused_but_put_off() throws Exception {
    Submission submission =
        new Submission(
            "#!/bin/sh\n:\n", Map.of(), Map.of(), false, Optional.empty(), Optional.empty());
    try (Slurm slurm = Slurm.here(ActAsUser.here())) {
      assertThrows(SchedulerAway.class, () -> slurm.submit(ALICE, submission));
      assertThrows(SchedulerAway.class, () -> slurm.cancel(ALICE, new JobId("1")));
    }
  }

  @Test
  void nobody_is_told_that_there_are_no_jobs() throws Exception {
    try (Slurm slurm = Slurm.here(ActAsUser.here())) {
      assertThrows(SchedulerAway.class, slurm::jobs);
    }
  }
}
