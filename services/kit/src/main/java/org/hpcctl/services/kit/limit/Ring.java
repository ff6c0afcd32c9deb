package org.hpcctl.services.kit.limit;

import module java.base;

/// The times of the last requests of one caller, oldest first, in milliseconds; as large as they
/// were many, never larger than the limit.
final class Ring {
  private long[] times = new long[4];
  private int first;
  private int size;

  /// Decides about a request now and remembers it if it may pass.
  Count take(Limit limit, long now) {
    long window = limit.window().toMillis();
    while (size > 0 && at(0) <= now - window) {
      first = (first + 1) % times.length;
      size--;
    }
    long wait = untilFree(limit, now, window);
    if (wait == 0) {
      add(now);
    }
    long reset = size == 0 ? 0 : at(size - 1) + window - now;
    return new Count(wait == 0, limit.requests() - size, reset, wait);
  }

  boolean idle(long before) {
    return size == 0 || at(size - 1) <= before;
  }

  private long untilFree(Limit limit, long now, long window) {
    if (size >= limit.requests()) {
      return at(size - limit.requests()) + window - now;
    }
    int burst = limit.burst().orElse(0);
    return burst == 0 || size < burst ? 0 : Math.max(0, at(size - burst) + 1000 - now);
  }

  private void add(long now) {
    if (size == times.length) {
      long[] larger = new long[2 * size];
      for (int index = 0; index < size; index++) {
        larger[index] = at(index);
      }
      times = larger;
      first = 0;
    }
    times[(first + size++) % times.length] = now;
  }

  private long at(int index) {
    return times[(first + index) % times.length];
  }

  /// All times in milliseconds.
  record Count(boolean allowed, int remaining, long reset, long retry) {}
}
