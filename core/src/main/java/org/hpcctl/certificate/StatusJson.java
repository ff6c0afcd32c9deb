package org.hpcctl.certificate;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// For scripts. Fields are only ever added; one that is not known is null.
final class StatusJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StatusJson() {}

  static String of(CertificateStatus status) {
    Optional<Lineage.Held> held = status.lineage().held();
    ObjectNode node = MAPPER.createObjectNode();
    node.put("status", status.level().name().toLowerCase(Locale.ROOT));
    status.reasons().forEach(node.putArray("reasons")::add);
    status.names().forEach(node.putArray("names")::add);
    node.put("issuer", held.map(Lineage.Held::issuer).orElse(null));
    node.put("directory", held.map(Lineage.Held::directory).orElse(null));
    node.put("serial", held.map(Lineage.Held::serial).orElse(null));
    node.put("not_before", held.map(it -> it.notBefore().toString()).orElse(null));
    node.put("not_after", held.map(it -> it.notAfter().toString()).orElse(null));
    node.put("days_left", status.daysLeft().orElse(null));
    node.put("next_renewal", status.next().map(Instant::toString).orElse(null));
    node.put("why", status.why());
    ObjectNode deployed = node.putObject("deployed");
    for (String host : status.hosts()) {
      deployed.put(host, held.isPresent() && !status.behind().contains(host));
    }
    node.put(
        "last_attempt",
        status.lineage().lastAttempt().map(attempt -> attempt.at().toString()).orElse(null));
    node.put(
        "last_error", status.lineage().lastAttempt().flatMap(Lineage.Attempt::error).orElse(null));
    node.put("failures", status.lineage().failures().size());
    ObjectNode resting = node.putObject("resting");
    status
        .lineage()
        .resting()
        .forEach((directory, until) -> resting.put(directory, until.toString()));
    return node.toPrettyString() + "\n";
  }
}
