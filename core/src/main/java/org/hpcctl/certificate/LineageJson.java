package org.hpcctl.certificate;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.certificate.Lineage.Attempt;
import org.hpcctl.certificate.Lineage.Failure;
import org.hpcctl.certificate.Lineage.Held;

/// A lineage as it is kept. Nothing in it is secret.
final class LineageJson {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final int VERSION = 1;
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private LineageJson() {}

  static String write(Lineage lineage) {
    ObjectNode root = MAPPER.createObjectNode().put("version", VERSION);
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
    return root.toPrettyString() + "\n";
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
      JsonNode root = MAPPER.readTree(text);
      if (root.path("version").asInt() != VERSION) {
        throw new IOException("version " + root.path("version").asText() + " is not known");
      }
      SortedMap<String, String> deployed = new TreeMap<>();
      root.path("deployed")
          .properties()
          .forEach(entry -> deployed.put(entry.getKey(), entry.getValue().asText()));
      SortedMap<String, Instant> resting = new TreeMap<>();
      root.path("resting")
          .properties()
          .forEach(entry -> resting.put(entry.getKey(), instant(entry.getValue())));
      List<Failure> failures = new ArrayList<>();
      for (JsonNode failure : root.path("failures")) {
        failures.add(
            new Failure(
                instant(failure.path("at")),
                failure.path("directory").asText(),
                failure.path("what").asText()));
      }
      return new Lineage(
          perhaps(root, "held").map(LineageJson::held),
          deployed,
          failures,
          perhaps(root, "last_attempt")
              .map(
                  node ->
                      new Attempt(
                          instant(node.path("at")), perhaps(node, "error").map(JsonNode::asText))),
          resting);
    } catch (DateTimeException e) {
      throw new IOException(e.getMessage());
    }
  }

  private static Held held(JsonNode node) {
    SortedSet<String> names = new TreeSet<>();
    node.path("names").forEach(name -> names.add(name.asText()));
    return new Held(
        node.path("directory").asText(),
        names,
        node.path("key_type").asText(),
        node.path("issuer").asText(),
        node.path("serial").asText(),
        instant(node.path("not_before")),
        instant(node.path("not_after")),
        perhaps(node, "renew_at").map(LineageJson::instant),
        perhaps(node, "ask_again").map(LineageJson::instant));
  }

  private static Optional<JsonNode> perhaps(JsonNode node, String field) {
    return node.hasNonNull(field) ? Optional.of(node.get(field)) : Optional.empty();
  }

  private static Instant instant(JsonNode node) {
    Instant at = Instant.parse(node.asText());
    if (at.isAfter(LATEST) || at.isBefore(Instant.EPOCH)) {
      throw new DateTimeException("a time that cannot be: " + at);
    }
    return at;
  }
}
