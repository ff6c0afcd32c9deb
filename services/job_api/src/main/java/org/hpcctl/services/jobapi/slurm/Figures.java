package org.hpcctl.services.jobapi.slurm;

import module java.base;

import org.jspecify.annotations.Nullable;

/// Slurm's ways to write times, spans and amounts. Its commands are run with `TZ=UTC`.
final class Figures {
  // [days-]hours:minutes:seconds, or minutes:seconds
  private static final Pattern SPAN =
      Pattern.compile("(?:(?:(\\d+)-)?(\\d{1,2}):)?(\\d{1,2}):(\\d{2})");

  private Figures() {}

  /// `N/A`, `None`, `Unknown` and nothing are no time.
  static Optional<Instant> time(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  /// `infinite`, `UNLIMITED`, `NOT_SET` and nothing are no limit.
  static Optional<Duration> span(String text) {
    Matcher parts = SPAN.matcher(text);
    return parts.matches()
        ? Optional.of(
            Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4))))
        : Optional.empty();
  }

  /// The number that a word starts with (`800+` of several nodes is 800); 0 when there is none.
  static int count(String text) {
    return (int) Math.min(Integer.MAX_VALUE, amount(text).orElse(0));
  }

  static OptionalLong amount(String text) {
    int end = 0;
    while (end < text.length() && end < 18 && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return end == 0
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(text.substring(0, end)));
  }

  static OptionalDouble decimal(String text) {
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException _) {
      return OptionalDouble.empty();
    }
  }

  /// Slurm's ways to say nothing.
  static String word(String text) {
    return switch (text) {
      case "(null)", "N/A", "None", "none", "None assigned", "Unknown" -> "";
      default -> text;
    };
  }

  /// `cpu=2,mem=800M,gres/gpu=1`
  static Map<String, String> tres(String text) {
    Map<String, String> tres = new TreeMap<>();
    for (String part : word(text).split(",")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        tres.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return tres;
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
