package org.hpcctl.services.kit.limit;

import module java.base;

/// Who asked lately: within a day for "unique", within a minute for "active".
final class Visitors {
  private static final int MOST = 100_000;
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long ACTIVE = Duration.ofMinutes(1).toMillis();

  // In the order of the last visit.
  private final LinkedHashMap<String, Long> seen = new LinkedHashMap<>();

  synchronized void visit(String key, long now) {
    seen.putLast(key, now);
    while (seen.size() > MOST || seen.firstEntry().getValue() < now - DAY) {
      seen.pollFirstEntry();
    }
  }

  synchronized int unique(long now) {
    return since(now - DAY);
  }

  synchronized int active(long now) {
    return since(now - ACTIVE);
  }

  private int since(long time) {
    return (int) seen.sequencedValues().reversed().stream().takeWhile(last -> last >= time).count();
  }
}
