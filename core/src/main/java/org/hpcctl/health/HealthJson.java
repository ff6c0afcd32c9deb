package org.hpcctl.health;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Health as JSON (RFC 8259). Fields are only ever added; what is not known is null.
final class HealthJson {
  private HealthJson() {}

  static String of(Health health) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("timestamp", health.at().truncatedTo(ChronoUnit.SECONDS).toString());
    ArrayNode checks = root.putArray("checks");
    health.checks().forEach(check -> checks.add(check(check)));
    root.put("cluster", health.cluster());
    ObjectNode summary = root.putObject("summary");
    summary.put("healthy", health.count(Status.Weight.GOOD));
    summary.put("warning", health.count(Status.Weight.WARNING));
    summary.put("unhealthy", health.count(Status.Weight.BAD));
    summary.put("unknown", health.count(Status.Weight.UNKNOWN));
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode check(Check check) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("node", check.node());
    node.put("service", check.service());
    node.put("type", check.type());
    node.put("port", check.port().isPresent() ? check.port().getAsInt() : null);
    node.put("status", check.status().word());
    node.put("http_code", check.httpCode().isPresent() ? check.httpCode().getAsInt() : null);
    node.put("response_time", check.seconds().isPresent() ? check.seconds().getAsDouble() : null);
    node.put("systemd_status", check.systemd().isEmpty() ? null : check.systemd());
    node.put("message", check.message());
    ObjectNode details = node.putObject("details");
    check.details().forEach(details::put);
    return node;
  }
}
