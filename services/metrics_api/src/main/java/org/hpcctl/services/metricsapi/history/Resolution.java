package org.hpcctl.services.metricsapi.history;

import module java.base;

/// How fine the history is, and for how long.
public enum Resolution {
  MINUTE(Duration.ofMinutes(1), Duration.ofDays(1)),
  HOUR(Duration.ofHours(1), Duration.ofDays(30)),
  DAY(Duration.ofDays(1), Duration.ofDays(730));

  private final Duration length;
  private final Duration kept;

  Resolution(Duration length, Duration kept) {
    this.length = length;
    this.kept = kept;
  }

  public long seconds() {
    return length.toSeconds();
  }

  public Duration kept() {
    return kept;
  }

  /// The coarsest of which steps of so many seconds are made.
  static Resolution of(long step) {
    return Arrays.stream(values())
        .filter(each -> step % each.seconds() == 0)
        .max(Comparator.comparing(Resolution::seconds))
        .orElseThrow(() -> new IllegalArgumentException("no step: " + step));
  }
}
