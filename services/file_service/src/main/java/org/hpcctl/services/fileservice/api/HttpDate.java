package org.hpcctl.services.fileservice.api;

import module java.base;

/// A time as headers have it (RFC 9110, 5.6.7).
final class HttpDate {
  private static final DateTimeFormatter FORM =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  static String of(Instant time) {
    return FORM.format(time);
  }
}
