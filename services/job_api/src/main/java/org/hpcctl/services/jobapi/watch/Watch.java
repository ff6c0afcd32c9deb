package org.hpcctl.services.jobapi.watch;

import module java.base;

import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.SchedulerAway;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows all jobs. Of all heads one asks the scheduler, at most every five seconds and the more
/// seldom the longer it takes to answer, and the others learn it from Redis. While Redis is away
/// each head asks for itself, seldom, and tells nobody: what happened meanwhile is told when Redis
/// is back, because what was told last lies there.
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofSeconds(60);
  private static final Duration ALONE = Duration.ofSeconds(15);
  private static final Duration YOUTH = Duration.ofSeconds(8);
  // The share of its time that the scheduler may spend on answering us.
  private static final int COST = 20;

  private final Scheduler scheduler;
  private final Optional<Shared> shared;
  private final Consumer<Change> changes;
  private final Duration least;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Thread thread;
  // What this head has submitted since the snapshot that is known.
  private final Map<JobId, Instant> young = new ConcurrentHashMap<>();
  private volatile Snapshot current = Snapshot.NONE;
  private volatile Optional<String> fault = Optional.empty();
  private Snapshot told = Snapshot.NONE;
  private long due = System.nanoTime();
  private boolean woken;
  private boolean closed;

  /// What one look added to the last one.
  ///
  /// @param before of nothing when this is the first look ever
  record Change(Snapshot before, Snapshot after) {}

  Watch(Scheduler scheduler, Optional<Redis> redis, Consumer<Change> changes, Duration least) {
    this.scheduler = scheduler;
    this.shared = redis.map(Shared::new);
    this.changes = changes;
    this.least = least;
    thread = Thread.ofVirtual().name("watch").start(this::run);
  }

  public static Watch over(Scheduler scheduler, Optional<Redis> redis, Chronicle chronicle) {
    return new Watch(scheduler, redis, chronicle::write, LEAST);
  }

  /// What is known; look at its age.
  public Snapshot current() {
    return current;
  }

  /// Why nothing new is learnt, in words for the operator; empty while all is well.
  public Optional<String> fault() {
    return fault;
  }

  /// Has the scheduler looked at soon: something was just done to a job.
  public void wake() {
    lock.lock();
    try {
      woken = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      shared.ifPresent(Shared::wake);
    } catch (RedisUnavailable _) {
      // This head asks for itself then.
    }
  }

  /// Says that a job is new, so that whoever asks for it next is not told that there is none.
  public void submitted(JobId job) {
    young.put(job, Instant.now());
    try {
      shared.ifPresent(heads -> heads.submitted(job));
    } catch (RedisUnavailable _) {
      // This head knows it.
    }
    wake();
  }

  /// That job. One that was just submitted, on whatever head, is waited for until it was seen.
  public Optional<Job> find(JobId id) {
    Optional<Job> known = current.find(id);
    if (known.isPresent() || !isYoung(id)) {
      return known;
    }
    wake();
    long left = YOUTH.toNanos();
    lock.lock();
    try {
      while (known.isEmpty() && left > 0 && !closed) {
        left = news.awaitNanos(left);
        known = current.find(id);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return known;
  }

  private boolean isYoung(JobId id) {
    try {
      return young.containsKey(id) || shared.map(heads -> heads.isSubmitted(id)).orElse(false);
    } catch (RedisUnavailable _) {
      return false;
    }
  }

  /// Waits until something is known that was taken later; for tests and for whoever just acted.
  public Snapshot awaitAfter(Instant moment, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (!current.taken().isAfter(moment) && left > 0 && !closed) {
        left = news.awaitNanos(left);
      }
      return current;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      news.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      thread.join(Duration.ofSeconds(2));
      shared.ifPresent(Shared::leave);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RedisUnavailable _) {
      // The turn ends by itself.
    }
  }

  private void run() {
    do {
      try {
        tick();
      } catch (RedisUnavailable _) {
        lookAlone();
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("the jobs could not be watched");
      }
    } while (await());
  }

  private void tick() {
    if (shared.isEmpty()) {
      if (isDue()) {
        ask(least).ifPresent(this::tell);
      }
      return;
    }
    Shared heads = shared.get();
    if (heads.turn()) {
      if (heads.woken()) {
        hurry();
      }
      // Whoever had the turn before may have told more than we saw.
      heads.newer(told).ifPresent(newer -> told = newer);
      if (isDue() && heads.turnToLook()) {
        lookFor(heads);
      }
    } else {
      heads.newer(current).ifPresent(this::learn);
      told = current;
      fault = heads.fault().or(this::silence);
    }
  }

  /// Looks, and tells the other heads what came of it, unless it took so long that the turn is
  /// another head's.
  private void lookFor(Shared heads) {
    Optional<Snapshot> seen = ask(least);
    if (!heads.turn()) {
      return;
    }
    seen.ifPresent(this::tell);
    fault.ifPresent(heads::away);
  }

  private void tell(Snapshot seen) {
    learn(seen);
    changes.accept(new Change(told, seen));
    shared.ifPresent(heads -> heads.put(seen));
    told = seen;
  }

  private void lookAlone() {
    if (isDue()) {
      ask(ALONE).ifPresent(this::learn);
    }
  }

  private Optional<Snapshot> ask(Duration atLeast) {
    Instant now = Instant.now();
    long start = System.nanoTime();
    try {
      Snapshot snapshot = Snapshot.of(now, scheduler.jobs());
      long took = System.nanoTime() - start;
      plan(Duration.ofNanos(took * COST), atLeast);
      fault = Optional.empty();
      return Optional.of(snapshot);
    } catch (SchedulerAway e) {
      if (fault.isEmpty()) {
        LOG.atWarn().log("the scheduler is away: {}", e.getMessage());
      }
      fault = Optional.of(String.valueOf(e.getMessage()));
      plan(LEAST, atLeast);
      return Optional.empty();
    }
  }

  private void learn(Snapshot snapshot) {
    lock.lock();
    try {
      current = snapshot;
      Instant forgotten = snapshot.taken().minus(Shared.YOUNG);
      young
          .entrySet()
          .removeIf(
              each ->
                  each.getValue().isBefore(forgotten) || snapshot.find(each.getKey()).isPresent());
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Nothing new for so long that nobody can be asking.
  private Optional<String> silence() {
    return current.taken().isBefore(Instant.now().minus(MOST.multipliedBy(2)))
        ? Optional.of("the head whose turn it is learns nothing")
        : Optional.empty();
  }

  private boolean isDue() {
    lock.lock();
    try {
      boolean is = woken || System.nanoTime() - due >= 0;
      woken = false;
      return is;
    } finally {
      lock.unlock();
    }
  }

  private void hurry() {
    lock.lock();
    try {
      woken = true;
    } finally {
      lock.unlock();
    }
  }

  private void plan(Duration cost, Duration atLeast) {
    Duration pause = cost.compareTo(MOST) > 0 ? MOST : cost;
    due = System.nanoTime() + (pause.compareTo(atLeast) < 0 ? atLeast : pause).toNanos();
  }

  /// Until the next tick; false when it is over. However often somebody wakes us, two looks are at
  /// least a tick apart.
  private boolean await() {
    lock.lock();
    try {
      long left = TICK.toNanos();
      while (left > 0 && !closed) {
        left = news.awaitNanos(left);
      }
      return !closed;
    } catch (InterruptedException _) {
      return false;
    } finally {
      lock.unlock();
    }
  }
}
