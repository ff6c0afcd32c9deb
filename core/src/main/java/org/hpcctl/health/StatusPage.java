package org.hpcctl.health;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.report.Ink;

/// A cluster on one short page.
///
/// @param asked what became of the question to each controller
public record StatusPage(SequencedMap<String, HostAsked> asked, Health health) {

  public String text(Ink ink) {
    StringBuilder page = new StringBuilder();
    line(page, ink, "Cluster", health.cluster());
    line(page, ink, "Hosts", "%d of %d reachable".formatted(reachable(), asked.size()));
    int width = asked.keySet().stream().mapToInt(String::length).max().orElse(0);
    asked.forEach(
        (host, outcome) ->
            line(
                page, ink, "", host + " ".repeat(width - host.length()) + "  " + of(outcome, ink)));
    check(Scope.VIRTUAL_IP).ifPresent(vip -> line(page, ink, "Virtual IP", told(vip, ink)));
    List<Check> services = services();
    if (!services.isEmpty()) {
      line(page, ink, "Services", "%d of %d healthy".formatted(well(services), services.size()));
      services.stream()
          .filter(check -> check.status() != Status.HEALTHY && reached(check))
          .forEach(
              check ->
                  line(
                      page,
                      ink,
                      "",
                      check.service() + "@" + check.node() + "  " + told(check, ink)));
    }
    check(Scope.CERTIFICATE)
        .ifPresent(certificate -> line(page, ink, "Certificate", told(certificate, ink)));
    line(page, ink, "Drift", "not looked for: hpcctl drift");
    return page.toString();
  }

  public String json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("timestamp", health.at().truncatedTo(ChronoUnit.SECONDS).toString());
    root.put("cluster", health.cluster());
    ArrayNode hosts = root.putArray("hosts");
    asked.forEach((host, outcome) -> hosts.add(json(host, outcome)));
    ObjectNode services = root.putObject("services");
    services.put("healthy", well(services()));
    services.put("total", services().size());
    ArrayNode notWell = services.putArray("not_healthy");
    services().stream()
        .filter(check -> check.status() != Status.HEALTHY)
        .forEach(
            check ->
                notWell
                    .addObject()
                    .put("node", check.node())
                    .put("service", check.service())
                    .put("status", check.status().word())
                    .put("message", check.message()));
    check(Scope.VIRTUAL_IP)
        .ifPresent(
            vip -> {
              ObjectNode node = root.putObject("vip");
              node.put("status", vip.status().word());
              ArrayNode holders = node.putArray("holders");
              VirtualIpVerdict.holding(asked.keySet(), asked).forEach(holders::add);
              node.put("message", vip.message());
            });
    check(Scope.CERTIFICATE)
        .ifPresent(
            certificate -> {
              ObjectNode node = root.putObject("certificate");
              node.put("status", certificate.status().word());
              node.put("not_after", certificate.expires().map(Instant::toString).orElse(null));
              node.put("message", certificate.message());
            });
    return root.toPrettyString() + "\n";
  }

  private static ObjectNode json(String host, HostAsked outcome) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("host", host);
    switch (outcome) {
      case HostAsked.Answered(var answer) -> {
        node.put("reachable", true);
        node.put("os", answer.about().get("os"));
        number(node, "uptime_seconds", answer, "uptime");
        number(node, "load", answer, "load");
      }
      case HostAsked.NotReached(var why) -> {
        node.put("reachable", false);
        node.put("message", why);
      }
    }
    return node;
  }

  private static void number(ObjectNode node, String field, HostAnswer answer, String name) {
    String said = answer.about().get(name);
    if (said == null) {
      node.putNull(field);
    } else {
      node.put(field, Double.parseDouble(said));
    }
  }

  private long reachable() {
    return asked.values().stream().filter(HostAsked.Answered.class::isInstance).count();
  }

  /// Why a host could not be asked is said once, not for each service.
  private boolean reached(Check check) {
    return asked.get(check.node()) instanceof HostAsked.Answered;
  }

  /// What systemd runs: the eight, nginx and keepalived.
  private List<Check> services() {
    return health.checks().stream()
        .filter(check -> Scope.units().contains(check.service()))
        .toList();
  }

  private static long well(List<Check> checks) {
    return checks.stream().filter(check -> check.status() == Status.HEALTHY).count();
  }

  /// The worst of several, those of silent hosts last; the one that ends first among equals.
  private Optional<Check> check(String service) {
    return health.checks().stream()
        .filter(check -> check.service().equals(service))
        .min(
            Comparator.comparing((Check check) -> check.status() == Status.UNKNOWN)
                .thenComparing(check -> check.status().weight(), Comparator.reverseOrder())
                .thenComparing(check -> check.expires().orElse(Instant.MAX)));
  }

  private static String of(HostAsked outcome, Ink ink) {
    return switch (outcome) {
      case HostAsked.Answered(var answer) ->
          "%s, up %s, load %s"
              .formatted(
                  answer.about().getOrDefault("os", "unknown system"),
                  answer.about().containsKey("uptime")
                      ? uptime(answer.about().get("uptime"))
                      : "unknown",
                  answer.about().getOrDefault("load", "unknown"));
      case HostAsked.NotReached(var why) -> ink.yellow(why);
    };
  }

  private static String uptime(String seconds) {
    Duration up = Duration.ofSeconds((long) Double.parseDouble(seconds));
    if (up.toDays() > 0) {
      return up.toDays() == 1 ? "1 day" : up.toDays() + " days";
    }
    return "%d:%02d h".formatted(up.toHours(), up.toMinutesPart());
  }

  private static String told(Check check, Ink ink) {
    return switch (check.status().weight()) {
      case GOOD -> check.message();
      case WARNING, UNKNOWN -> ink.yellow(check.message());
      case BAD -> ink.red(check.message());
    };
  }

  private static void line(StringBuilder page, Ink ink, String name, String value) {
    page.append(ink.bold(name)).repeat(' ', 13 - name.length()).append(value).append('\n');
  }
}
