package org.hpcctl.acme;

import module java.base;

/// A clock that jumps over every pause, and remembers it.
final class SwiftTime implements InstantSource, Pause {
  /// Far from the real time, as the clock of a badly kept machine.
  static final Instant START = Instant.parse("2031-05-05T05:05:05Z");

  final List<Duration> pauses = new ArrayList<>();
  private Instant now = START;

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public synchronized void of(Duration length) {
    pauses.add(length);
    now = now.plus(length);
  }

  Duration passed() {
    return Duration.between(START, instant());
  }
}
