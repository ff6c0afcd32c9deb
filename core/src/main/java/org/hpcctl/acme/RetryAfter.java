package org.hpcctl.acme;

import module java.base;

import java.net.http.HttpHeaders;

/// When a server wants to be asked again (RFC 9110, 10.2.3).
final class RetryAfter {
  /// Longer than any CA's limit lasts; whoever says more is mistaken.
  private static final long MOST = Duration.ofDays(14).toSeconds();

  private RetryAfter() {}

  /// By our own clock: a date is taken as so much after the server's own date. Empty where the
  /// server says nothing that can be understood.
  static Optional<Instant> of(HttpHeaders headers, Instant now) {
    Optional<Instant> server = headers.firstValue("Date").flatMap(RetryAfter::date);
    return headers
        .firstValue("Retry-After")
        .map(String::strip)
        .flatMap(
            value ->
                value.matches("[0-9]{1,9}")
                    ? Optional.of(Long.parseLong(value))
                    : date(value)
                        .map(when -> Duration.between(server.orElse(now), when).toSeconds()))
        .map(seconds -> now.plusSeconds(Math.clamp(seconds, 0, MOST)));
  }

  static Optional<Instant> date(String value) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}
