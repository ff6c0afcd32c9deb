package org.hpcctl.certificate;

import module java.base;

/// For node exporter's textfile collector (Prometheus text format 0.0.4).
final class StatusMetrics {
  private StatusMetrics() {}

  static String of(CertificateStatus status) {
    StringBuilder text = new StringBuilder();
    gauge(
        text,
        "hpcctl_certificate_status",
        "How it stands with the portal's certificate: 0 ok, 1 warning, 2 critical.",
        Map.of("", String.valueOf(status.level().ordinal())));
    status
        .lineage()
        .held()
        .ifPresent(
            held -> {
              gauge(
                  text,
                  "hpcctl_certificate_not_after_timestamp_seconds",
                  "When it expires.",
                  Map.of("", String.valueOf(held.notAfter().getEpochSecond())));
              gauge(
                  text,
                  "hpcctl_certificate_renewal_timestamp_seconds",
                  "When it will be renewed.",
                  Map.of("", String.valueOf(Renewal.next(held).getEpochSecond())));
            });
    SortedMap<String, String> deployed = new TreeMap<>();
    for (String host : status.hosts()) {
      boolean there = status.lineage().held().isPresent() && !status.behind().contains(host);
      deployed.put("{host=\"%s\"}".formatted(host), there ? "1" : "0");
    }
    gauge(
        text,
        "hpcctl_certificate_deployed",
        "Whether the host was proven to serve the newest certificate.",
        deployed);
    gauge(
        text,
        "hpcctl_certificate_failed_attempts",
        "Attempts to renew it that failed since the last that succeeded.",
        Map.of("", String.valueOf(status.lineage().failures().size())));
    status
        .lineage()
        .lastAttempt()
        .ifPresent(
            attempt ->
                gauge(
                    text,
                    "hpcctl_certificate_last_attempt_timestamp_seconds",
                    "When something was last tried.",
                    Map.of("", String.valueOf(attempt.at().getEpochSecond()))));
    return text.toString();
  }

  private static void gauge(
      StringBuilder text, String name, String help, Map<String, String> values) {
    text.append("# HELP %s %s\n# TYPE %s gauge\n".formatted(name, help, name));
    values.forEach((labels, value) -> text.append("%s%s %s\n".formatted(name, labels, value)));
  }
}
