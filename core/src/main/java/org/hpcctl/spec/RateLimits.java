package org.hpcctl.spec;

/// What one client address may ask of nginx before it is answered 429.
///
/// @param connections at the same time
public record RateLimits(RateLimit general, RateLimit auth, RateLimit api, int connections) {

  /// @param perSecond requests a second
  /// @param burst requests above that which are still let through at once
  public record RateLimit(int perSecond, int burst) {}
}
