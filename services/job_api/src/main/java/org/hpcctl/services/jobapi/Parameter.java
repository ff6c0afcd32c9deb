package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Kind;

/// What a value of a job template must be.
///
/// @param standard the value when none is given; without it a value must be given
/// @param least of a number
/// @param choices of a choice
record Parameter(
    Type type,
    String description,
    Optional<JsonNode> standard,
    Optional<Double> least,
    Optional<Double> most,
    List<String> choices) {
  static final int LONGEST = 1000;

  private static final int MOST_CHOICES = 100;
  private static final Kind<Double> DECIMAL =
      new Kind<>("a number", 0.0, false, node -> node.isNumber() ? node.doubleValue() : null);
  private static final Kind<JsonNode> ANY =
      new Kind<>("a value", Json.object(), false, node -> node);

  enum Type {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    CHOICE;

    private static final Map<String, Type> WORDS =
        Arrays.stream(values()).collect(Collectors.toMap(Type::word, Function.identity()));

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Parameter read(Fields fields) {
    Parameter parameter =
        new Parameter(
            fields.required(
                "type",
                Kind.parsed(
                    "one of " + String.join(", ", new TreeSet<>(Type.WORDS.keySet())),
                    Type.STRING,
                    Type.WORDS::get)),
            fields.optional("description", Kind.lines(0, LONGEST), ""),
            fields.optional("default", ANY),
            fields.optional("min", DECIMAL),
            fields.optional("max", DECIMAL),
            fields.optional("choices", Kind.list(Kind.line(1, LONGEST), MOST_CHOICES), List.of()));
    parameter
        .standard()
        .filter(value -> parameter.text(value).isEmpty())
        .ifPresent(_ -> fields.fault("default", "expected " + parameter.expectation()));
    return parameter;
  }

  ObjectNode json() {
    ObjectNode json = Json.object().put("type", type.word()).put("description", description);
    standard.ifPresent(value -> json.set("default", value));
    least.ifPresent(bound -> json.put("min", bound));
    most.ifPresent(bound -> json.put("max", bound));
    if (!choices.isEmpty()) {
      json.set("choices", JobJson.texts(choices));
    }
    return json;
  }

  /// The value as the script sees it; empty when it is none of this parameter.
  Optional<String> text(JsonNode value) {
    Optional<JsonNode> node = Optional.of(value);
    return switch (type) {
      case STRING ->
          node.filter(JsonNode::isTextual)
              .map(JsonNode::textValue)
              .filter(text -> text.length() <= LONGEST && text.indexOf('\0') < 0);
      case INTEGER ->
          node.filter(JsonNode::isIntegralNumber).filter(this::inRange).map(JsonNode::asText);
      case NUMBER -> node.filter(JsonNode::isNumber).filter(this::inRange).map(JsonNode::asText);
      case BOOLEAN -> node.filter(JsonNode::isBoolean).map(JsonNode::asText);
      case CHOICE ->
          node.filter(JsonNode::isTextual).map(JsonNode::textValue).filter(choices::contains);
    };
  }

  String expectation() {
    return switch (type) {
      case STRING -> "a text of at most " + LONGEST + " characters";
      case INTEGER -> "a whole number" + range();
      case NUMBER -> "a number" + range();
      case BOOLEAN -> "true or false";
      case CHOICE -> "one of " + String.join(", ", choices);
    };
  }

  private boolean inRange(JsonNode value) {
    return least.map(bound -> value.doubleValue() >= bound).orElse(true)
        && most.map(bound -> value.doubleValue() <= bound).orElse(true);
  }

  private String range() {
    return least.map(bound -> " of at least " + bound).orElse("")
        + most.map(bound -> " of at most " + bound).orElse("");
  }
}
