package org.hpcctl.certificate;

import module java.base;

/// How it stands with the certificate.
///
/// @param names wanted
/// @param hosts that shall serve it
/// @param behind those of them that were not proven to serve it
/// @param next when it will be renewed, empty when that is due
/// @param why in words: why then, or what is the matter
public record CertificateStatus(
    List<String> names,
    List<String> hosts,
    Lineage lineage,
    List<String> behind,
    Level level,
    List<String> reasons,
    Optional<Instant> next,
    String why,
    Instant now) {

  /// What a monitor makes of it; the ordinal is the exit status.
  public enum Level {
    OK,
    WARNING,
    CRITICAL
  }

  public CertificateStatus {
    names = List.copyOf(names);
    hosts = List.copyOf(hosts);
    behind = List.copyOf(behind);
    reasons = List.copyOf(reasons);
  }

  /// @param due what is due now
  /// @param warning at most this, see [Lifetime]
  /// @param critical at most this
  public static CertificateStatus of(
      Lineage lineage,
      List<String> names,
      List<String> hosts,
      Renewal due,
      Duration warning,
      Duration critical,
      Instant now) {
    List<String> behind = lineage.behind(hosts);
    Level level = Level.OK;
    List<String> reasons = new ArrayList<>();
    if (lineage.held().isEmpty()) {
      level = Level.CRITICAL;
      reasons.add("there is none yet");
    } else {
      Lineage.Held held = lineage.held().get();
      Lifetime limits = Lifetime.of(held, warning, critical);
      Duration left = Duration.between(now, held.notAfter());
      if (left.compareTo(limits.critical()) < 0) {
        level = Level.CRITICAL;
        reasons.add(left.isNegative() ? "it has expired" : "it expires very soon");
      } else if (left.compareTo(limits.warning()) < 0) {
        level = Level.WARNING;
        reasons.add("it expires soon");
      }
      if (!behind.isEmpty()) {
        level = level == Level.CRITICAL ? level : Level.WARNING;
        reasons.add("not deployed on " + String.join(", ", behind));
      }
    }
    if (!lineage.failures().isEmpty()) {
      level = level == Level.CRITICAL ? level : Level.WARNING;
      reasons.add(
          lineage.failures().size() == 1
              ? "the last attempt to renew it failed"
              : "the last %d attempts to renew it failed".formatted(lineage.failures().size()));
    }
    boolean wished = due instanceof Renewal.Issue && lineage.held().isPresent();
    if (wished && now.isBefore(Renewal.next(lineage.held().get()))) {
      level = level == Level.CRITICAL ? level : Level.WARNING;
      reasons.add("another one is wanted: " + words(due));
    }
    if (lineage.failures().isEmpty()
        && behind.isEmpty()
        && lineage.lastAttempt().flatMap(Lineage.Attempt::error).isPresent()) {
      level = level == Level.CRITICAL ? level : Level.WARNING;
      reasons.add("the last run did not end well");
    }
    return new CertificateStatus(
        names,
        hosts,
        lineage,
        behind,
        level,
        reasons,
        due instanceof Renewal.Nothing(Instant at, String _)
            ? Optional.of(at)
            : due instanceof Renewal.Issue
                ? Optional.empty()
                : lineage.held().map(Renewal::next).filter(now::isBefore),
        words(due),
        now);
  }

  /// What is due, in words.
  static String words(Renewal due) {
    return switch (due) {
      case Renewal.Nothing(Instant _, String why) -> why;
      case Renewal.Issue(String why) -> why;
      case Renewal.Deploy(List<String> hosts) ->
          "it is to be deployed on " + String.join(", ", hosts);
      case Renewal.Ask() -> "the CA is to be asked whether it is time";
    };
  }

  /// Whole days that are left.
  public Optional<Long> daysLeft() {
    return lineage.held().map(held -> Duration.between(now, held.notAfter()).toDays());
  }
}
