package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.kit.Refusal;

/// The right to write a piece, renewed while bytes come. Whoever comes later than a lease lasts is
/// no longer sure to be alone, and stops.
final class Lease {
  /// Whole seconds by the database's clock; longer than [#HELD], and shorter than clients try again
  /// when a head is gone for good.
  static final long LASTS = 8;

  private static final Duration HELD = Duration.ofSeconds(5);
  private static final Duration RENEWED = Duration.ofSeconds(2);

  private final BooleanSupplier renew;
  private long since = System.nanoTime();

  /// @param renew false when somebody else has it
  Lease(BooleanSupplier renew) {
    this.renew = renew;
  }

  /// To be called before each write.
  void hold() {
    Duration elapsed = Duration.ofNanos(System.nanoTime() - since);
    if (elapsed.compareTo(HELD) > 0) {
      throw lost();
    }
    if (elapsed.compareTo(RENEWED) > 0) {
      if (!renew.getAsBoolean()) {
        throw lost();
      }
      since = System.nanoTime();
    }
  }

  static Refusal lost() {
    return Refusal.conflict(
        "This piece came too slowly, or somebody else sends it too. Ask what is"
            + " missing, then go on.");
  }

  static Refusal taken() {
    return Refusal.conflict("The same piece is just being received. Ask again what is missing.")
        .header("Retry-After", "2");
  }
}
