package org.hpcctl.services.metricsapi;

import module java.base;

import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Refusal;

/// The time that a caller asks about.
///
/// @param step seconds of one point
record Span(Instant from, Instant to, long step) {
  private static final Duration LONGEST = Duration.ofDays(731);
  private static final long DAY = Duration.ofDays(1).toSeconds();
  private static final int MOST_POINTS = 1500;

  /// By `from`, `to` and `step`; empty when no history is asked for.
  static Optional<Span> of(Call call) {
    if (Stream.of("from", "to", "step").allMatch(name -> call.query(name).isEmpty())) {
      return Optional.empty();
    }
    Instant to = time(call, "to").orElseGet(Instant::now);
    Instant from = time(call, "from").orElseGet(() -> to.minus(Duration.ofHours(1)));
    long length = Duration.between(from, to).toSeconds();
    if (length <= 0 || length > LONGEST.toSeconds()) {
      throw refused("from", "expected a time before `to`, at most " + LONGEST.toDays() + " days");
    }
    long step = call.query("step", 60, 7 * DAY, usual(from, length));
    if (step % 60 != 0) {
      throw refused("step", "expected a multiple of 60 seconds");
    }
    if (length / step > MOST_POINTS) {
      throw refused("step", "expected " + MOST_POINTS + " points at most; take a longer step");
    }
    return Optional.of(new Span(from, to, step));
  }

  /// Fine while minutes are kept, coarse later.
  private static long usual(Instant from, long length) {
    Duration age = Duration.between(from, Instant.now());
    if (age.compareTo(Duration.ofDays(1)) <= 0) {
      return Math.max(60, length / 300 / 60 * 60);
    }
    return age.compareTo(Duration.ofDays(30)) <= 0 ? 3600 : DAY;
  }

  private static Optional<Instant> time(Call call, String name) {
    return call.query(name)
        .map(
            text -> {
              try {
                Instant time = Instant.parse(text);
                if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.now().plus(LONGEST))) {
                  return time;
                }
              } catch (DateTimeParseException _) {
                // Told below, with what was expected.
              }
              throw refused(name, "expected a time such as 2026-11-21T07:00:00Z");
            });
  }

  private static Refusal refused(String name, String what) {
    return Refusal.invalid(List.of(new Fields.Fault(name, what)));
  }
}
