package org.hpcctl.certificate;

import module java.base;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.certificate.Lineage.Attempt;
import org.hpcctl.certificate.Lineage.Failure;
import org.hpcctl.certificate.Lineage.Held;
import org.hpcctl.kept.KeptJson;

/// A lineage as it is kept. Nothing in it is secret.
final class LineageJson {
  private static final int VERSION = 1;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private LineageJson() {}

  static String write(Lineage lineage) {
    ObjectNode root = new ObjectMapper().createObjectNode().put("version", VERSION);
    lineage.held().ifPresent(held -> held(root.putObject("held"), held));
    ObjectNode deployed = root.putObject("deployed");
    lineage.deployed().forEach(deployed::put);
    ArrayNode failures = root.putArray("failures");
    for (Failure failure : lineage.failures()) {
      failures
          .addObject()
          .put("at", failure.at().toString())
          .put("directory", failure.directory())
          .put("what", failure.what());
    }
    lineage
        .lastAttempt()
        .ifPresent(
            attempt -> {
              ObjectNode node = root.putObject("last_attempt").put("at", attempt.at().toString());
              attempt.error().ifPresent(error -> node.put("error", error));
            });
    ObjectNode resting = root.putObject("resting");
    lineage.resting().forEach((directory, until) -> resting.put(directory, until.toString()));
    lineage.earlierEnds().ifPresent(end -> root.put("earlier_ends", end.toString()));
    return KeptJson.seen(root.toPrettyString()) + "\n";
  }

  private static void held(ObjectNode node, Held held) {
    node.put("directory", held.directory());
    ArrayNode names = node.putArray("names");
    held.names().forEach(names::add);
    node.put("key_type", held.keyType())
        .put("issuer", held.issuer())
        .put("serial", held.serial())
        .put("not_before", held.notBefore().toString())
        .put("not_after", held.notAfter().toString());
    held.renewAt().ifPresent(at -> node.put("renew_at", at.toString()));
    held.askAgain().ifPresent(at -> node.put("ask_again", at.toString()));
  }

  /// @throws IOException when it is not what [#write] makes
  static Lineage read(String text) throws IOException {
    try {
      KeptJson root = KeptJson.of(text);
      String version = String.valueOf(root.fields().get("version"));
      if (!version.equals(String.valueOf(VERSION))) {
        throw new IOException("version " + version + " is not known");
      }
      SortedMap<String, String> deployed = new TreeMap<>(root.texts("deployed"));
      SortedMap<String, Instant> resting = new TreeMap<>();
      root.texts("resting").forEach((directory, until) -> resting.put(directory, instant(until)));
      return new Lineage(
          root.inside("held").map(LineageJson::held),
          deployed,
          root.all("failures").stream()
              .map(
                  failure ->
                      new Failure(
                          instant(failure.text("at")),
                          failure.text("directory"),
                          failure.text("what")))
              .toList(),
          root.inside("last_attempt")
              .map(one -> new Attempt(instant(one.text("at")), one.perhaps("error"))),
          resting,
          root.perhaps("earlier_ends").map(LineageJson::instant));
    } catch (DateTimeException e) {
      throw new IOException(e.getMessage());
    }
  }

  private static Held held(KeptJson held) {
    return new Held(
        held.text("directory"),
        new TreeSet<>(held.words("names")),
        held.text("key_type"),
        held.text("issuer"),
        held.text("serial"),
        instant(held.text("not_before")),
        instant(held.text("not_after")),
        held.perhaps("renew_at").map(LineageJson::instant),
        held.perhaps("ask_again").map(LineageJson::instant));
  }

  private static Instant instant(String text) {
    Instant at = Instant.parse(text);
    if (at.isAfter(LATEST) || at.isBefore(Instant.EPOCH)) {
      throw new DateTimeException("a time that cannot be: " + at);
    }
    return at;
  }
}
