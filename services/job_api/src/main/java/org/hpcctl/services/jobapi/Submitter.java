package org.hpcctl.services.jobapi;

import module java.base;

import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.JobOption;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.SchedulerAway;
import org.hpcctl.services.jobapi.slurm.SchedulerRefused;
import org.hpcctl.services.jobapi.slurm.Submission;
import org.hpcctl.services.jobapi.store.Submissions;
import org.hpcctl.services.jobapi.store.Submissions.Found;
import org.hpcctl.services.jobapi.watch.Watch;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;

/// Submits a job once, however often it is asked to with the same `Idempotency-Key`.
///
/// Between us and the scheduler an answer may be lost. So the key is written into the job's comment
/// and, before that, into the database: a try that finds another one without an answer looks for a
/// job with that comment before it submits.
record Submitter(Scheduler scheduler, Database database, Watch watch) {
  private static final Pattern KEY = Pattern.compile("[!-~]{1,255}");

  Answer submit(Call call, String user, Submission submission) {
    Scheduler.Actor actor = new Scheduler.Actor(call.id(), user);
    Optional<String> key = call.header("Idempotency-Key");
    if (key.isEmpty()) {
      JobId job = Answers.of(() -> scheduler.submit(actor, submission));
      return answer(job, user, submission, false);
    }
    if (!KEY.matcher(key.get()).matches()) {
      throw Refusal.invalid(
          List.of(
              new Fields.Fault(
                  "Idempotency-Key", "expected 1 to 255 visible characters of ASCII")));
    }
    return once(actor, sha256(key.get()), submission);
  }

  private Answer once(Scheduler.Actor actor, String key, Submission submission) {
    String user = actor.user();
    String print = fingerprint(submission);
    Submission marked = marked(submission, user, key);
    Found found =
        database.write(handle -> new Submissions(handle).claim(user, key, print, Instant.now()));
    return switch (found) {
      case Found.Done(JobId job) -> answer(job, user, submission, true);
      case Found.Other _ ->
          throw new Refusal(
              422, "key_reused", "This Idempotency-Key was used for another job already.");
      case Found.UnderWay _ ->
          throw new Refusal(409, "under_way", "The same request is being carried out.")
              .header("Retry-After", "2");
      case Found.New _ -> answer(submitClaimed(actor, key, marked), user, submission, false);
      case Found.Unknown _ -> {
        Optional<JobId> lost = find(actor, key, marked);
        lost.ifPresent(job -> done(user, key, job));
        yield answer(
            lost.orElseGet(() -> submitClaimed(actor, key, marked)),
            user,
            submission,
            lost.isPresent());
      }
    };
  }

  private JobId submitClaimed(Scheduler.Actor actor, String key, Submission marked) {
    String user = actor.user();
    try {
      JobId job = scheduler.submit(actor, marked);
      done(user, key, job);
      return job;
    } catch (SchedulerRefused e) {
      write(submissions -> submissions.forget(user, key));
      throw new Refusal(422, "scheduler_refused", String.valueOf(e.getMessage()));
    } catch (SchedulerAway e) {
      write(submissions -> submissions.unknown(user, key));
      throw Answers.away("It is not known whether the job was taken; repeat the request.");
    }
  }

  /// Looks for a job whose submission was not answered; asks the scheduler itself.
  private Optional<JobId> find(Scheduler.Actor actor, String key, Submission marked) {
    try {
      return scheduler.jobs().stream()
          .filter(job -> job.user().equals(actor.user()))
          .filter(job -> job.comment().equals(marked.comment().orElseThrow()))
          .map(Job::id)
          .min(Comparator.naturalOrder())
          .map(id -> new JobId(Long.toString(id.number())));
    } catch (SchedulerAway e) {
      write(submissions -> submissions.unknown(actor.user(), key));
      throw Answers.away("The scheduler does not answer: " + e.getMessage());
    }
  }

  private void done(String user, String key, JobId job) {
    write(submissions -> submissions.done(user, key, job));
  }

  private void write(Consumer<Submissions> work) {
    database.write(
        handle -> {
          work.accept(new Submissions(handle));
          return true;
        });
  }

  private Answer answer(JobId job, String user, Submission submission, boolean replayed) {
    watch.submitted(job);
    Answer answer =
        Answer.json(
                201,
                Json.object()
                    .put("job_id", job.text())
                    .put("name", submission.options().getOrDefault(JobOption.NAME, ""))
                    .put("user", user)
                    .put("status", "pending"))
            .with("Location", "/api/jobs/" + job.text());
    return replayed ? answer.with("Idempotent-Replayed", "true") : answer;
  }

  private static Submission marked(Submission submission, String user, String key) {
    String comment = "hpcctl:" + sha256(user + "\0" + key).substring(0, 32);
    return new Submission(
        submission.script(),
        submission.options(),
        submission.environment(),
        submission.hold(),
        submission.directory(),
        Optional.of(comment));
  }

  private static String fingerprint(Submission submission) {
    return sha256(
        String.join(
            "\0",
            submission.script(),
            submission.options().toString(),
            new TreeMap<>(submission.environment()).toString(),
            Boolean.toString(submission.hold()),
            submission.directory().toString()));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
