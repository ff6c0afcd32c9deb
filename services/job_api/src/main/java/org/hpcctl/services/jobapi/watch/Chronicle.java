package org.hpcctl.services.jobapi.watch;

import module java.base;

import org.hpcctl.services.jobapi.JobJson;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.SchedulerAway;
import org.hpcctl.services.jobapi.store.FinishedJobs;
import org.hpcctl.services.jobapi.store.PortalUsers;
import org.hpcctl.services.jobapi.store.Submissions;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.database.CommitUnknown;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells what happened to jobs, and remembers those that are over: the scheduler forgets them after
/// minutes, and with them where their output lies.
public final class Chronicle {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);
  // Each costs the scheduler one more question.
  private static final int MOST_OUTPUTS = 50;
  private static final int MOST_WAITING = 10_000;
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
  // How long a request may be repeated with its Idempotency-Key.
  private static final Duration REPEATABLE = Duration.ofDays(7);

  private final Scheduler scheduler;
  private final Database database;
  private final Bus bus;
  private final ArrayDeque<Ended> waiting = new ArrayDeque<>();
  // Who was told last of a Unix user's jobs, for when the database is away.
  private final Map<String, Set<String>> names = new HashMap<>();
  private Instant swept = Instant.EPOCH;

  private record Ended(Job job, Optional<Path> output) {}

  public Chronicle(Scheduler scheduler, Database database, Bus bus) {
    this.scheduler = scheduler;
    this.database = database;
    this.bus = bus;
  }

  /// Of the first look ever nothing is told: nobody knows when it happened.
  void write(Watch.Change change) {
    List<Happening> happenings =
        change.before().known() ? Happening.between(change.before(), change.after()) : List.of();
    List<JobId> lost = Happening.lost(change.before(), change.after());
    if (!lost.isEmpty()) {
      LOG.atWarn().log("{} jobs ended while nobody looked; the accounting knows how", lost.size());
    }
    remember(happenings);
    tell(happenings);
    sweep();
  }

  private void sweep() {
    Instant now = Instant.now();
    if (swept.plus(BETWEEN_SWEEPS).isAfter(now)) {
      return;
    }
    try {
      database.write(handle -> new Submissions(handle).forgetBefore(now.minus(REPEATABLE)));
      swept = now;
    } catch (DatabaseUnavailable | CommitUnknown e) {
      LOG.atWarn().log("old requests are not forgotten yet: {}", e.getMessage());
    }
  }

  private void tell(List<Happening> happenings) {
    Map<String, Set<String>> asked = new HashMap<>();
    for (Happening happening : happenings) {
      asked
          .computeIfAbsent(happening.job().user(), this::portalUsers)
          .forEach(name -> bus.publish(happening.event(name)));
    }
  }

  /// An account of the cluster that nobody uses through the portal is told to nobody: an account of
  /// the portal that happens to be called the same may be somebody else.
  private Set<String> portalUsers(String unixUser) {
    try {
      Set<String> found = database.read(handle -> new PortalUsers(handle).of(unixUser));
      names.put(unixUser, found);
      return found;
    } catch (DatabaseUnavailable e) {
      Set<String> last = names.getOrDefault(unixUser, Set.of());
      LOG.atWarn().log("jobs of {} are told to {}: {}", unixUser, last, e.getMessage());
      return last;
    }
  }

  private void remember(List<Happening> happenings) {
    int asked = 0;
    for (Happening happening : happenings) {
      if (happening.type().end()) {
        waiting.add(
            new Ended(
                happening.job(),
                asked++ < MOST_OUTPUTS ? output(happening.job()) : Optional.empty()));
      }
    }
    while (waiting.size() > MOST_WAITING) {
      waiting.removeFirst();
    }
    if (waiting.isEmpty()) {
      return;
    }
    try {
      database.write(
          handle -> {
            FinishedJobs jobs = new FinishedJobs(handle);
            waiting.forEach(
                ended -> jobs.put(ended.job(), JobJson.of(ended.job()), ended.output()));
            return true;
          });
      waiting.clear();
    } catch (DatabaseUnavailable | CommitUnknown e) {
      LOG.atWarn().log("{} jobs wait to be remembered: {}", waiting.size(), e.getMessage());
    } catch (RuntimeException e) {
      // Nothing that one job is called may keep the others from being told of.
      LOG.atError().setCause(e).log("{} jobs cannot be remembered", waiting.size());
      waiting.clear();
    }
  }

  private Optional<Path> output(Job job) {
    try {
      return scheduler.output(job.id());
    } catch (SchedulerAway _) {
      return Optional.empty();
    }
  }
}
