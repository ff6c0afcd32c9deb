package org.hpcctl.certificate;

import module java.base;

/// How often a CA may be asked while it refuses. Kept across runs, so that a timer, a person and a
/// pipeline together stay below the CA's limits (Let's Encrypt: five failed validations an hour).
public final class FailureBudget {
  private static final int AN_HOUR = 4;
  private static final Duration HOUR = Duration.ofHours(1);
  // Minutes to wait after the first, second ... failure in a row.
  private static final List<Integer> PAUSES = List.of(1, 2, 5, 10, 30, 60, 120, 240);

  private FailureBudget() {}

  /// When the next attempt may be made.
  ///
  /// @return empty when it may be made now
  public static Optional<Instant> wait(Lineage lineage, Instant now) {
    Optional<Instant> asked = lineage.notBefore();
    Optional<Instant> pause =
        lineage.failures().isEmpty()
            ? Optional.empty()
            : Optional.of(
                lineage
                    .failures()
                    .getLast()
                    .at()
                    .plus(
                        Duration.ofMinutes(
                            PAUSES.get(Math.min(lineage.failures().size(), PAUSES.size()) - 1))));
    return Stream.of(asked, pause, hour(lineage, now))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .filter(now::isBefore);
  }

  private static Optional<Instant> hour(Lineage lineage, Instant now) {
    List<Instant> recent =
        lineage.failures().stream()
            .map(Lineage.Failure::at)
            .filter(at -> at.plus(HOUR).isAfter(now))
            .sorted()
            .toList();
    return recent.size() < AN_HOUR
        ? Optional.empty()
        : Optional.of(recent.get(recent.size() - AN_HOUR).plus(HOUR));
  }
}
