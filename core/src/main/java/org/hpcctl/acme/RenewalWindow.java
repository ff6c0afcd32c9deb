package org.hpcctl.acme;

import module java.base;

/// When the CA wants a certificate to be renewed (RFC 9773).
///
/// @param explanation a page that says why, where the CA gives one
/// @param askAgain not before this time, by our own clock
public record RenewalWindow(
    Instant start, Instant end, Optional<URI> explanation, Instant askAgain) {
  /// Between two questions, where the CA says nothing (RFC 9773, 4.3.2).
  static final Duration USUAL = Duration.ofHours(6);

  /// A moment in it, different for each who asks, so that not all come at once (RFC 9773, 4.2).
  public Instant moment(RandomGenerator random) {
    long width = Math.max(0, start.until(end, ChronoUnit.MILLIS));
    return start.plusMillis(width == 0 ? 0 : random.nextLong(width));
  }
}
