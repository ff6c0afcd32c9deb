package org.hpcctl.certificate;

import module java.base;

/// For people.
final class StatusTable {
  private StatusTable() {}

  static String of(CertificateStatus status) {
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    lines.put("names", String.join(", ", status.names()));
    status
        .lineage()
        .held()
        .ifPresent(
            held -> {
              lines.put("issuer", held.issuer());
              lines.put("CA", held.directory());
              lines.put("serial", held.serial());
              lines.put("valid", "%s to %s".formatted(day(held.notBefore()), day(held.notAfter())));
              lines.put("left", status.daysLeft().orElseThrow() + " days");
            });
    lines.put(
        "renewal",
        status
            .next()
            .map(next -> "%s: %s".formatted(day(next), status.why()))
            .orElse("due: " + status.why()));
    lines.put(
        "deployed",
        status.hosts().stream()
            .map(
                host ->
                    status.behind().contains(host) || status.lineage().held().isEmpty()
                        ? "not on " + host
                        : host)
            .collect(Collectors.joining(", ")));
    status
        .lineage()
        .lastAttempt()
        .ifPresent(
            attempt ->
                lines.put(
                    "last run",
                    "%s: %s"
                        .formatted(day(attempt.at()), attempt.error().orElse("all went well"))));
    status
        .lineage()
        .resting()
        .forEach(
            (directory, until) -> {
              if (status.now().isBefore(until)) {
                lines.put("resting", "%s until %s".formatted(directory, day(until)));
              }
            });
    lines.put(
        "status",
        status.level()
            + (status.reasons().isEmpty() ? "" : ": " + String.join("; ", status.reasons())));
    StringBuilder text = new StringBuilder();
    lines.forEach((word, value) -> text.append("%-9s %s%n".formatted(word, value)));
    return text.toString();
  }

  private static String day(Instant at) {
    return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'")
        .withZone(ZoneOffset.UTC)
        .format(at);
  }
}
