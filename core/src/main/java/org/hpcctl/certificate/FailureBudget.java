package org.hpcctl.certificate;

import module java.base;

/// How often a CA may be asked while it refuses. Kept across runs, so that a timer, a person and a
/// pipeline together stay below the CA's limits (Let's Encrypt: five failed validations an hour).
/// Each CA has a budget of its own: the others are there for when one does not answer.
public final class FailureBudget {
  private static final Duration LONGEST_REST = Duration.ofDays(14);
  private static final int AN_HOUR = 4;
  private static final Duration HOUR = Duration.ofHours(1);
  // Minutes to wait after the first, second ... failure in a row.
  private static final List<Integer> PAUSES = List.of(1, 2, 5, 10, 30, 60, 120, 240);

  private FailureBudget() {}

  /// When the next attempt may be made at this CA.
  ///
  /// @param directory of the CA
  /// @param patient whether a pause of ours is kept; the word of the CA always is
  /// @return empty when it may be made now
  public static Optional<Instant> wait(
      Lineage lineage, String directory, boolean patient, Instant now) {
    // What a clock that was wrong has written must not keep us for years.
    Optional<Instant> asked =
        Optional.ofNullable(lineage.resting().get(directory))
            .filter(until -> until.isBefore(now.plus(LONGEST_REST)));
    List<Instant> failures =
        lineage.failures().stream()
            .filter(failure -> failure.directory().equals(directory))
            .map(Lineage.Failure::at)
            .filter(at -> !at.isAfter(now))
            .sorted()
            .toList();
    return Stream.of(
            asked,
            patient ? pause(failures) : Optional.<Instant>empty(),
            patient ? hour(failures, now) : Optional.<Instant>empty())
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .filter(now::isBefore);
  }

  private static Optional<Instant> pause(List<Instant> failures) {
    if (failures.isEmpty()) {
      return Optional.empty();
    }
    int minutes = PAUSES.get(Math.min(failures.size(), PAUSES.size()) - 1);
    return Optional.of(failures.getLast().plus(Duration.ofMinutes(minutes)));
  }

  private static Optional<Instant> hour(List<Instant> failures, Instant now) {
    List<Instant> recent = failures.stream().filter(at -> at.plus(HOUR).isAfter(now)).toList();
    return recent.size() < AN_HOUR
        ? Optional.empty()
        : Optional.of(recent.get(recent.size() - AN_HOUR).plus(HOUR));
  }
}
