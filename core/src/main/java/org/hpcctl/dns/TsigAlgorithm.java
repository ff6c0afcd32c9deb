package org.hpcctl.dns;

import module java.base;

/// What signs an update: the algorithms of RFC 8945 that are still to be used.
public enum TsigAlgorithm {
  HMAC_SHA256("hmac-sha256", 32),
  HMAC_SHA384("hmac-sha384", 48),
  HMAC_SHA512("hmac-sha512", 64);

  private final String text;
  private final int bytes;

  TsigAlgorithm(String text, int bytes) {
    this.text = text;
    this.bytes = bytes;
  }

  /// Its name as it stands in the files of name servers.
  public String text() {
    return text;
  }

  /// Bytes of its digest; RFC 8945 wants no key shorter than that.
  public int bytes() {
    return bytes;
  }

  /// The algorithm of this name, however it is capitalised.
  public static Optional<TsigAlgorithm> named(String text) {
    return Arrays.stream(values())
        .filter(algorithm -> algorithm.text.equals(text.toLowerCase(Locale.ROOT)))
        .findFirst();
  }
}
