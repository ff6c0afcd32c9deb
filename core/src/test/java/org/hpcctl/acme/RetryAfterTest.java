package org.hpcctl.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import java.net.http.HttpHeaders;
import org.junit.jupiter.api.Test;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2031-05-05T05:05:05Z");

  private static Optional<Long> wait(String date, String value) {
    Map<String, List<String>> headers = new TreeMap<>();
    if (!date.isEmpty()) {
      headers.put("Date", List.of(date));
    }
    headers.put("Retry-After", List.of(value));
    return RetryAfter.of(HttpHeaders.of(headers, (_, _) -> true), NOW)
        .map(when -> Duration.between(NOW, when).toSeconds());
  }

  @Test
  void seconds_count_from_our_own_now() {
    assertEquals(Optional.of(120L), wait("", "120"));
    assertEquals(Optional.of(120L), wait("Mon, 05 May 2025 05:05:05 GMT", " 120 "));
  }

  @Test
  void a_date_counts_from_the_date_of_the_answer_whatever_our_clock_says() {
    assertEquals(
        Optional.of(60L), wait("Mon, 05 May 2025 05:05:05 GMT", "Mon, 05 May 2025 05:06:05 GMT"));
    assertEquals(Optional.of(5L), wait("", "Mon, 05 May 2031 05:05:10 GMT"));
  }

  @Test
  void what_is_past_is_now_and_what_is_absurd_is_two_weeks() {
    assertEquals(
        Optional.of(0L), wait("Mon, 05 May 2025 05:05:05 GMT", "Mon, 05 May 2025 05:04:05 GMT"));
    assertEquals(Optional.of(Duration.ofDays(14).toSeconds()), wait("", "999999999"));
  }

  @Test
  void what_cannot_be_understood_says_nothing() {
    assertEquals(Optional.empty(), wait("", "soon"));
    assertEquals(Optional.empty(), wait("", "-5"));
    assertEquals(Optional.of(7L), wait("yesterday", "7"));
  }
}
