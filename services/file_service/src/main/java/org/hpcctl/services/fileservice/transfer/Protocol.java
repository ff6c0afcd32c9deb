package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// How the bytes of a session come.
public enum Protocol {
  /// In chunks of one size, in any order.
  CHUNKED,
  /// One after the other, from where the last request ended (tus).
  RESUMED,
  /// In one request.
  SIMPLE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Protocol of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
