package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.store.FinishedJobs;
import org.hpcctl.services.jobapi.store.PortalUsers;
import org.hpcctl.services.jobapi.watch.Snapshot;
import org.hpcctl.services.jobapi.watch.Watch;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.limit.Limit;

/// Whose jobs a caller may see and touch: their own, or everybody's with the permission for that.
/// Somebody else's job is answered like none: not even that it exists is told.
final class Rights {
  /// The permission for one's own jobs.
  static final String OWN = "jobs";

  /// Deeds of one user: each costs the scheduler an answer.
  static final Limit DEEDS = Limit.of("jobs.deeds", 300, Duration.ofMinutes(1));

  private static final String ALL = "jobs.all";
  private static final int MOST_REMEMBERED = 10_000;

  private final Watch watch;
  private final Database database;
  private final boolean local;
  // What the table of portal users has already; it may be forgotten at any time.
  private final Set<String> remembered = ConcurrentHashMap.newKeySet();

  /// A job that a caller may see.
  ///
  /// @param user the Unix user it belongs to
  /// @param json as answers show it
  /// @param job empty when the scheduler has forgotten it
  /// @param output where its output lies, if that is remembered
  record Visible(JobId id, String user, ObjectNode json, Optional<Job> job, Optional<Path> output) {
    Scheduler.Actor owner(Call call) {
      return new Scheduler.Actor(call.id(), user);
    }
  }

  /// @param local jobs run as this process, whoever the caller is on the cluster
  Rights(Watch watch, Database database, boolean local) {
    this.watch = watch;
    this.database = database;
    this.local = local;
  }

  boolean everybody(Call call) {
    return call.caller().may(ALL);
  }

  /// The Unix user the caller is on the cluster.
  String user(Call call) {
    Caller caller = call.caller();
    String user =
        caller
            .unixName()
            .or(() -> local ? Optional.of(caller.username()) : Optional.empty())
            .orElseThrow(
                () ->
                    new Refusal(
                        403,
                        "no_unix_account",
                        "Your account is not connected with an account of the cluster."
                            + " Ask an administrator to do that."));
    remember(user, caller.username());
    return user;
  }

  /// The Unix users whose jobs are wanted: one, or empty for everybody's.
  Optional<String> wanted(Call call) {
    Optional<String> asked = call.query("user");
    if (everybody(call)) {
      return asked;
    }
    String own = user(call);
    if (asked.isPresent() && !asked.get().equals(own)) {
      throw Refusal.forbidden("You may see your own jobs only.");
    }
    return Optional.of(own);
  }

  /// The job that the path names, or a 404.
  Visible job(Call call) {
    JobId id = JobId.of(call.variable("id")).orElseThrow(Rights::unknown);
    requireKnowledge();
    Optional<Job> known = watch.find(id);
    Visible found =
        known
            .map(job -> new Visible(id, job.user(), JobJson.of(job), known, Optional.empty()))
            .or(() -> remembered(id))
            .orElseThrow(Rights::unknown);
    if (!everybody(call) && !found.user().equals(user(call))) {
      throw unknown();
    }
    return found;
  }

  /// What is known of the jobs; a 503 when nothing is.
  Snapshot snapshot() {
    requireKnowledge();
    return watch.current();
  }

  private void requireKnowledge() {
    if (!watch.current().known()) {
      throw Answers.away("The scheduler does not answer.");
    }
  }

  private Optional<Visible> remembered(JobId id) {
    return database
        .read(handle -> new FinishedJobs(handle).byId(id))
        .map(kept -> new Visible(id, kept.user(), kept.json(), Optional.empty(), kept.output()));
  }

  private void remember(String user, String username) {
    if (remembered.size() > MOST_REMEMBERED) {
      remembered.clear();
    }
    if (remembered.add(user + "\0" + username)) {
      try {
        database.write(
            handle -> {
              new PortalUsers(handle).put(user, username);
              return true;
            });
      } catch (RuntimeException e) {
        remembered.remove(user + "\0" + username);
        throw e;
      }
    }
  }

  private static Refusal unknown() {
    return Refusal.notFound("There is no such job.");
  }
}
