package org.hpcctl.services.kit.limit;

import module java.base;

/// The counts of this head alone, forgotten as soon as they say nothing any more.
final class OwnCounts {
  private static final int MOST = 100_000;
  private static final long BETWEEN_SWEEPS = 5_000;

  private final ConcurrentHashMap<String, Tally> tallies = new ConcurrentHashMap<>();
  private final AtomicLong nextSweep = new AtomicLong();
  private final LongSupplier milliseconds;

  OwnCounts(LongSupplier milliseconds) {
    this.milliseconds = milliseconds;
    nextSweep.set(milliseconds.getAsLong() + BETWEEN_SWEEPS);
  }

  Ring.Count take(Limit limit, String key) {
    long now = milliseconds.getAsLong();
    sweep(now);
    AtomicReference<Ring.Count> count = new AtomicReference<>();
    tallies.compute(
        key,
        (_, known) -> {
          Tally tally = known == null ? new Tally(limit.window().toMillis(), new Ring()) : known;
          count.set(tally.ring().take(limit, now));
          return tally;
        });
    return count.get();
  }

  int size() {
    return tallies.size();
  }

  private void sweep(long now) {
    long due = nextSweep.get();
    boolean full = tallies.mappingCount() >= MOST;
    if ((now < due && !full) || !nextSweep.compareAndSet(due, now + BETWEEN_SWEEPS)) {
      return;
    }
    // By key, so that nobody counts in a ring that was just thrown away.
    for (String key : tallies.keySet()) {
      tallies.computeIfPresent(
          key, (_, tally) -> tally.ring().idle(now - tally.window()) ? null : tally);
    }
    // More callers within one window than a portal has: somebody makes them up.
    Iterator<String> surplus = tallies.keySet().iterator();
    for (long more = tallies.mappingCount() - MOST * 9L / 10; more > 0 && full; more--) {
      if (surplus.hasNext()) {
        surplus.next();
        surplus.remove();
      }
    }
  }

  private record Tally(long window, Ring ring) {}
}
