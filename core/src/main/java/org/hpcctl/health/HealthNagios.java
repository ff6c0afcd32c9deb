package org.hpcctl.health;

import module java.base;

/// Health as a plugin of Nagios tells it: one line with performance data, then what is not well.
public final class HealthNagios {
  private HealthNagios() {}

  static String of(Health health) {
    List<Check> notWell =
        health.checks().stream()
            .filter(check -> check.status().weight() != Status.Weight.GOOD)
            .sorted(Comparator.comparingInt(check -> rank(check.status().weight())))
            .toList();
    StringBuilder text = new StringBuilder();
    text.append("HPCCTL ").append(word(health.verdict())).append(" - ");
    text.append(notWell.isEmpty() ? allWell(health) : first(notWell));
    text.append(" | ").append(performance(health)).append('\n');
    notWell.forEach(check -> text.append(line(check)).append('\n'));
    return text.toString();
  }

  /// A run that could not begin.
  public static String refused(String why) {
    return "HPCCTL UNKNOWN - " + plain(why) + "\n";
  }

  private static String allWell(Health health) {
    return health.checks().size() + " checks healthy";
  }

  private static String first(List<Check> notWell) {
    String line = line(notWell.getFirst());
    return notWell.size() == 1 ? line : line + " (and " + (notWell.size() - 1) + " more)";
  }

  private static String line(Check check) {
    return plain(
        "%s@%s %s: %s"
            .formatted(check.service(), check.node(), check.status().word(), check.message()));
  }

  private static String performance(Health health) {
    List<String> data = new ArrayList<>();
    data.add("healthy=" + health.count(Status.Weight.GOOD));
    data.add("warning=" + health.count(Status.Weight.WARNING));
    data.add("unhealthy=" + health.count(Status.Weight.BAD));
    data.add("unknown=" + health.count(Status.Weight.UNKNOWN));
    health.checks().stream()
        .filter(check -> check.httpCode().isPresent())
        .flatMapToDouble(check -> check.seconds().stream())
        .max()
        .ifPresent(slowest -> data.add("slowest=%.3fs".formatted(slowest)));
    health.checks().stream()
        .flatMap(check -> check.expires().stream())
        .min(Comparator.naturalOrder())
        .map(end -> Duration.between(health.at(), end).toDays())
        .ifPresent(
            days ->
                data.add(
                    "certificate_days=%d;%d:;%d:"
                        .formatted(
                            days,
                            CertificateVerdict.WARNING_DAYS,
                            CertificateVerdict.CRITICAL_DAYS)));
    return String.join(" ", data);
  }

  private static int rank(Status.Weight weight) {
    return switch (weight) {
      case BAD -> 0;
      case UNKNOWN -> 1;
      case WARNING -> 2;
      case GOOD -> 3;
    };
  }

  private static String word(Status.Weight weight) {
    return switch (weight) {
      case GOOD -> "OK";
      case WARNING -> "WARNING";
      case BAD -> "CRITICAL";
      case UNKNOWN -> "UNKNOWN";
    };
  }

  /// A bar would begin the performance data, and a line end the next line.
  private static String plain(String text) {
    return text.replace('|', '/').replaceAll("\\p{Cntrl}+", " ");
  }
}
