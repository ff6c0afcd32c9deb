package org.hpcctl.services.metricsapi.source;

import module java.base;

/// Numbers as programs write them.
final class Words {
  private Words() {}

  /// Empty for whatever is not a finite number.
  static OptionalDouble decimal(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }
}
