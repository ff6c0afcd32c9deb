package org.hpcctl.services.metricsapi.history;

import module java.base;

import org.hpcctl.services.kit.database.CommitUnknown;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisUnavailable;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes the history, once a minute for all heads: the head that holds the lease writes; while
/// Redis is away all try, and the table lets one of them.
public final class Chronicler implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicler.class);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  // One lost minute, and another head goes on.
  private static final Duration LEASE = Duration.ofSeconds(90);
  private static final String KEY = "hpcctl:metrics:writer";

  private final History history;
  private final Supplier<List<Figure>> figures;
  private final Optional<Redis> redis;
  private final String me = UUID.randomUUID().toString();
  private final Thread thread;
  private String fault = "";

  /// @param figures what is true now
  public static Chronicler start(
      History history, Supplier<List<Figure>> figures, Optional<Redis> redis) {
    return new Chronicler(history, figures, redis);
  }

  private Chronicler(History history, Supplier<List<Figure>> figures, Optional<Redis> redis) {
    this.history = history;
    this.figures = figures;
    this.redis = redis;
    thread = Thread.ofVirtual().name("history").unstarted(this::again);
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void again() {
    Instant forgot = Instant.EPOCH;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(untilNext());
      } catch (InterruptedException _) {
        return;
      }
      Instant now = Instant.now();
      boolean old = forgot.plus(Duration.ofHours(1)).isBefore(now);
      if (tick(now, old)) {
        forgot = now;
      }
    }
  }

  // In the middle of a minute, so that clocks that differ a little mean the same one.
  private static Duration untilNext() {
    long milliseconds = Math.floorMod(Instant.now().toEpochMilli(), PAUSE.toMillis());
    return Duration.ofMillis(Math.floorMod(90_000 - milliseconds - 1, PAUSE.toMillis()) + 1);
  }

  /// @return whether the old was dropped
  boolean tick(Instant now, boolean forget) {
    try {
      boolean done = false;
      if (elected() && history.write(now, figures.get()) && forget) {
        history.forget(now);
        done = true;
      }
      told("");
      return done;
    } catch (DatabaseUnavailable | CommitUnknown e) {
      told("The history was not written: " + e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the history was not written", e);
    }
    return false;
  }

  private boolean elected() {
    if (redis.isEmpty()) {
      return true;
    }
    try {
      Redis shared = redis.get();
      if (shared.setIfAbsent(KEY, me, LEASE)) {
        return true;
      }
      return shared.get(KEY).filter(me::equals).isPresent() && shared.prolong(KEY, LEASE);
    } catch (RedisUnavailable _) {
      return true;
    }
  }

  private void told(String words) {
    if (!words.equals(fault) && !words.isEmpty()) {
      LOG.warn("{}", words);
    }
    fault = words;
  }
}
