package org.hpcctl.spec.schema;

import module java.base;

/// What holds when a key is not written.
sealed interface Otherwise<T> {
  /// It must be written.
  record Required<T>() implements Otherwise<T> {}

  record Value<T>(T value) implements Otherwise<T> {}

  /// As if this were written.
  record Written<T>(String text) implements Otherwise<T> {}

  /// As if an empty section were written.
  record EmptySection<T>() implements Otherwise<T> {}

  /// Follows from the keys before it in the same section.
  record Derived<T>(Function<Values, T> rule, String says) implements Otherwise<T> {}
}
