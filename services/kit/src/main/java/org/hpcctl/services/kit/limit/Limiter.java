package org.hpcctl.services.kit.limit;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisUnavailable;

/// Counts requests against limits, exactly: of any number at the same time as many pass as may,
/// over all heads together.
///
/// While Redis is away each head counts alone, so that three heads let pass up to three times as
/// many; when it is back, the counts from before go on and those of the meantime are forgotten. A
/// request that Redis counted without its answer reaching us may be counted twice.
public final class Limiter {
  private final Optional<SharedCounts> shared;
  private final OwnCounts own;
  private final LongSupplier milliseconds;
  private final Visitors visitors = new Visitors();
  private final LongAdder total = new LongAdder();
  private final LongAdder blocked = new LongAdder();

  Limiter(Optional<Redis> redis, LongSupplier milliseconds) {
    shared = redis.map(SharedCounts::new);
    own = new OwnCounts(milliseconds);
    this.milliseconds = milliseconds;
  }

  /// One count for all heads that speak to this Redis.
  public static Limiter shared(Redis redis) {
    return new Limiter(Optional.of(redis), Limiter::monotonic);
  }

  /// For a service that was started alone.
  public static Limiter local() {
    return new Limiter(Optional.empty(), Limiter::monotonic);
  }

  /// Counts one request of somebody; one that is refused does not count.
  ///
  /// @param caller whom the limit is for: a user, an address, a key's id
  public Verdict take(Limit limit, String caller) {
    Ring.Count count = count(limit, limit.name() + ':' + caller);
    total.increment();
    if (!count.allowed()) {
      blocked.increment();
    }
    visitors.visit(caller, milliseconds.getAsLong());
    return new Verdict(
        count.allowed(),
        limit.requests(),
        Math.max(0, count.remaining()),
        Instant.now().plusMillis(count.reset()),
        Duration.ofMillis(count.retry()));
  }

  public LimiterStatistics statistics() {
    long now = milliseconds.getAsLong();
    return new LimiterStatistics(
        total.sum(), blocked.sum(), visitors.unique(now), visitors.active(now));
  }

  private Ring.Count count(Limit limit, String key) {
    if (shared.isPresent()) {
      try {
        return shared.get().take(limit, key);
      } catch (RedisUnavailable _) {
        // Better a limit for each head than none, and better than no service.
      }
    }
    return own.take(limit, key);
  }

  // The clock of the day may be set while a window is open.
  private static long monotonic() {
    return System.nanoTime() / 1_000_000;
  }
}
