package org.hpcctl.services.fileservice.api;

import module java.base;

/// What part of a file a client asks for (RFC 9110, 14): one range, since nobody needs several.
///
/// @param first offset of the first byte
/// @param last offset of the last byte
record ByteRange(long first, long last) {
  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  long length() {
    return last - first + 1;
  }

  /// How a header is to be answered.
  sealed interface Asked {
    /// With all of it: what is no range, or several, may be answered so.
    record All() implements Asked {}

    record Part(ByteRange range) implements Asked {}

    /// The file has no such bytes.
    record Nothing() implements Asked {}
  }

  static Asked of(Optional<String> header, long size) {
    Matcher parts = ONE.matcher(header.orElse(""));
    if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(2).isEmpty())) {
      return new Asked.All();
    }
    if (parts.group(1).isEmpty()) {
      long length = Long.parseLong(parts.group(2));
      return length == 0 || size == 0
          ? new Asked.Nothing()
          : new Asked.Part(new ByteRange(Math.max(0, size - length), size - 1));
    }
    long first = Long.parseLong(parts.group(1));
    long last = parts.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(parts.group(2));
    if (last < first) {
      return new Asked.All();
    }
    return first >= size
        ? new Asked.Nothing()
        : new Asked.Part(new ByteRange(first, Math.min(last, size - 1)));
  }
}
