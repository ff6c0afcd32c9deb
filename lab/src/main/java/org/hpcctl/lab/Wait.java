package org.hpcctl.lab;

import module java.base;

/// Waiting for something that tells nobody when it happens, with a deadline.
final class Wait {
  private static final Duration DEADLINE = Duration.ofSeconds(180);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Wait() {}

  /// @param what the state that is waited for, as a sentence without its end
  static void until(String what, BooleanSupplier reached) {
    Instant end = Instant.now().plus(DEADLINE);
    while (!reached.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new Unable(
            "after %d s it is still not so that %s".formatted(DEADLINE.toSeconds(), what), "");
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw new Unable("interrupted while waiting until " + what, "");
      }
    }
  }
}
