package org.hpcctl.services.kit.limit;

import module java.base;

/// So many requests within so long: in any stretch of time as long as the window, not only in one
/// that begins with a full minute.
///
/// @param name of what is limited; the same on all heads
/// @param burst the most of them within any one second; empty for all of them
public record Limit(String name, int requests, Duration window, OptionalInt burst) {
  public Limit {
    if (requests < 1 || window.toMillis() < 1 || burst.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "not a limit: %s, %d requests in %s, burst %s".formatted(name, requests, window, burst));
    }
  }

  public static Limit of(String name, int requests, Duration window) {
    return new Limit(name, requests, window, OptionalInt.empty());
  }
}
