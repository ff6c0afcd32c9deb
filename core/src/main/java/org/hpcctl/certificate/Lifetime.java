package org.hpcctl.certificate;

import module java.base;

/// How little of its life a certificate may have left before somebody should know. The usual limits
/// are for 90 days; for one that lives shorter they shrink with it.
///
/// @param warning less than this deserves a warning
/// @param critical less than this is an alarm
public record Lifetime(Duration warning, Duration critical) {
  private static final Duration USUAL = Duration.ofDays(90);

  /// @param warning at most this
  /// @param critical at most this
  public static Lifetime of(
      Instant notBefore, Instant notAfter, Duration warning, Duration critical) {
    Duration life = Duration.between(notBefore, notAfter);
    return new Lifetime(shrunk(warning, life), shrunk(critical, life));
  }

  private static Duration shrunk(Duration limit, Duration life) {
    return life.compareTo(USUAL) >= 0
        ? limit
        : Duration.ofSeconds(
            Math.round((double) limit.toSeconds() * life.toSeconds() / USUAL.toSeconds()));
  }
}
