package org.hpcctl.certificate;

import module java.base;

/// How little of its life a certificate may have left before somebody should know: the limits of
/// the operator, and never so much of a short life that each renewal would come too late for them.
///
/// @param warning less than this deserves a warning
/// @param critical less than this is an alarm
public record Lifetime(Duration warning, Duration critical) {
  // Renewal is due with a third left, or half of a short life.
  private static final int WARNING_PERCENT = 30;
  private static final int CRITICAL_PERCENT = 12;

  /// @param warning at most this
  /// @param critical at most this
  public static Lifetime of(
      Instant notBefore, Instant notAfter, Duration warning, Duration critical) {
    Duration life = Duration.between(notBefore, notAfter);
    return new Lifetime(
        shorter(warning, life, WARNING_PERCENT), shorter(critical, life, CRITICAL_PERCENT));
  }

  static Lifetime of(Lineage.Held held, Duration warning, Duration critical) {
    return of(held.notBefore(), held.notAfter(), warning, critical);
  }

  private static Duration shorter(Duration limit, Duration life, int percent) {
    Duration share = life.multipliedBy(percent).dividedBy(100);
    return limit.compareTo(share) < 0 ? limit : share;
  }
}
