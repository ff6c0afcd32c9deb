package org.hpcctl.services.kit.identity;

import module java.base;

/// Sessions that ended before their tokens did. Bounded by the lives of tokens: an entry goes when
/// no token of its session can be good any more.
final class Ended {
  private final InstantSource clock;
  private final Map<String, Instant> sessions = new ConcurrentHashMap<>();

  Ended(InstantSource clock) {
    this.clock = clock;
  }

  void add(String session, Instant until) {
    Instant now = clock.instant();
    sessions.values().removeIf(end -> end.isBefore(now));
    sessions.merge(session, until, (first, second) -> first.isAfter(second) ? first : second);
  }

  boolean contains(String session) {
    return sessions.containsKey(session);
  }
}
