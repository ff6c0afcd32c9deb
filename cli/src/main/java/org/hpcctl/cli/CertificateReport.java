package org.hpcctl.cli;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.Renewal;
import org.hpcctl.problem.Problem;

/// How a run of the certificate ended, for people and for scripts.
final class CertificateReport {
  private CertificateReport() {}

  static String text(CertificateRun.Ended ended) {
    return switch (ended.deed()) {
      case NOTHING ->
          ended.due() instanceof Renewal.Nothing(Instant next, String why)
              ? "Nothing is due: renewal on %s, when %s.%n".formatted(next, why)
              : "Nothing is due.%n".formatted();
      case DEPLOYED ->
          "Every head serves the certificate %s, valid until %s.%n"
              .formatted(held(ended).serial(), held(ended).notAfter());
      case NOT_DEPLOYED ->
          "The certificate %s was renewed but is not served everywhere; the next run finishes it.%n"
              .formatted(held(ended).serial());
      case BUSY -> "Nothing was done.%n".formatted();
      case FAILED -> "No new certificate.%n".formatted();
    };
  }

  static String json(CertificateRun.Ended ended) {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("result", ended.deed().name().toLowerCase(Locale.ROOT));
    Optional<Lineage.Held> held = ended.lineage().held();
    node.put("serial", held.map(Lineage.Held::serial).orElse(null));
    node.put("not_after", held.map(it -> it.notAfter().toString()).orElse(null));
    node.put("next_renewal", held.map(it -> Renewal.next(it).toString()).orElse(null));
    ObjectNode deployed = node.putObject("deployed");
    ended.lineage().deployed().forEach(deployed::put);
    var problems = node.putArray("problems");
    for (Problem problem : ended.problems()) {
      ObjectNode one = problems.addObject();
      one.put("what", problem.what()).put("why", problem.why()).put("fix", problem.fix());
      problem.place().ifPresent(place -> one.put("where", place.toString()));
    }
    return node.toPrettyString() + "\n";
  }

  private static Lineage.Held held(CertificateRun.Ended ended) {
    return ended.lineage().held().orElseThrow();
  }
}
