package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.SchedulerAway;
import org.hpcctl.services.jobapi.slurm.SchedulerRefused;
import org.hpcctl.services.jobapi.slurm.Submission;
import org.hpcctl.services.jobapi.watch.Watch;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// One job: submit it, look at it, hold it, end it. Whatever is done is done as the job's own user.
record JobRoutes(Rights rights, Scheduler scheduler, Submitter submitter, Watch watch) {
  // A script of 4 MiB, each of its bytes written as an escape of JSON at worst.
  private static final long LONGEST_BODY = 6L * Submission.LONGEST_SCRIPT + 65_536;

  /// Something that is done to a job.
  @FunctionalInterface
  private interface Deed {
    void perform(Scheduler.Actor actor, JobId job) throws SchedulerAway, SchedulerRefused;
  }

  List<Route> routes() {
    Access own = Access.permitted(Rights.OWN);
    return List.of(
        Route.post("/api/jobs", own, this::submit).body(LONGEST_BODY).limited(Rights.DEEDS),
        Route.get("/api/jobs/{id}", own, call -> Answer.ok(rights.job(call).json())),
        Route.delete("/api/jobs/{id}", own, call -> perform(call, scheduler::cancel, "cancelled"))
            .limited(Rights.DEEDS),
        Route.post("/api/jobs/{id}/hold", own, call -> perform(call, scheduler::hold, "held"))
            .limited(Rights.DEEDS),
        Route.post(
                "/api/jobs/{id}/release",
                own,
                call -> perform(call, scheduler::release, "released"))
            .limited(Rights.DEEDS));
  }

  private Answer submit(Call call) {
    String user = rights.user(call);
    return submitter.submit(call, user, call.body(SubmissionFields::read));
  }

  private Answer perform(Call call, Deed deed, String done) {
    Rights.Visible visible = rights.job(call);
    boolean over = visible.job().map(Job::state).map(state -> state.stage().over()).orElse(true);
    if (over) {
      throw new Refusal(409, "job_over", "The job is over already.");
    }
    Answers.of(
        () -> {
          deed.perform(visible.owner(call), visible.id());
          return done;
        });
    watch.wake();
    ObjectNode json = Json.object().put("job_id", visible.id().text()).put("message", done);
    return Answer.ok(json);
  }
}
