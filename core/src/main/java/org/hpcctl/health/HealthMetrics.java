package org.hpcctl.health;

import module java.base;

/// Health in Prometheus' text format 0.0.4, for the textfile collector of its node exporter.
final class HealthMetrics {
  private final StringBuilder text = new StringBuilder();

  private HealthMetrics() {}

  static String of(Health health) {
    HealthMetrics metrics = new HealthMetrics();
    metrics.family(
        "hpcctl_health_up",
        "Whether the check is healthy; absent where it could not be asked.",
        health.checks().stream().filter(check -> check.status().weight() != Status.Weight.UNKNOWN),
        check -> OptionalDouble.of(up(check) ? 1 : 0));
    metrics.family(
        "hpcctl_health_asked",
        "Whether the check could be asked.",
        health.checks().stream(),
        check -> OptionalDouble.of(check.status().weight() == Status.Weight.UNKNOWN ? 0 : 1));
    metrics.family(
        "hpcctl_health_http_code",
        "The HTTP status that was answered.",
        health.checks().stream(),
        check ->
            check.httpCode().isPresent()
                ? OptionalDouble.of(check.httpCode().getAsInt())
                : OptionalDouble.empty());
    metrics.family(
        "hpcctl_health_response_seconds",
        "How long the answer took.",
        health.checks().stream().filter(check -> check.httpCode().isPresent()),
        Check::seconds);
    metrics.family(
        "hpcctl_health_certificate_expiry_timestamp_seconds",
        "When the certificate ends, in seconds since 1970.",
        health.checks().stream(),
        check ->
            check
                .expires()
                .map(end -> OptionalDouble.of((double) end.getEpochSecond()))
                .orElse(OptionalDouble.empty()));
    metrics.head("hpcctl_health_timestamp_seconds", "When this was asked, in seconds since 1970.");
    metrics.sample("hpcctl_health_timestamp_seconds", "", (double) health.at().getEpochSecond());
    return metrics.text.toString();
  }

  /// A warning still serves.
  private static boolean up(Check check) {
    return check.status().weight() != Status.Weight.BAD;
  }

  /// A family without a sample is left out.
  private void family(
      String name, String help, Stream<Check> checks, Function<Check, OptionalDouble> value) {
    List<Check> some = checks.filter(check -> value.apply(check).isPresent()).toList();
    if (some.isEmpty()) {
      return;
    }
    head(name, help);
    for (Check check : some) {
      String labels =
          "{node=\"%s\",service=\"%s\",type=\"%s\"}"
              .formatted(escaped(check.node()), escaped(check.service()), escaped(check.type()));
      sample(name, labels, value.apply(check).getAsDouble());
    }
  }

  private void head(String name, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(" gauge\n");
  }

  private void sample(String name, String labels, double value) {
    text.append(name).append(labels).append(' ');
    text.append(new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString());
    text.append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
