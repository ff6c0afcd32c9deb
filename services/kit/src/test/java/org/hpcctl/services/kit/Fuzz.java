package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Values by a schema: mostly as it says, so that they get past the first check, and now and then
/// anything at all.
final class Fuzz {
  private static final List<String> EVIL =
      List.of(
          "",
          " ",
          "\0",
          "a\r\nX-Injected: yes",
          "../../../etc/passwd",
          "' OR '1'='1",
          "\"; DROP TABLE users; --",
          "${jndi:ldap://127.0.0.1/a}",
          "<script>alert(1)</script>",
          "\uD800",
          "\uFEFF\u202E\uD83D\uDCA5",
          "%00%0d%0a",
          "x".repeat(5_000),
          "-9223372036854775809",
          "NaN");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final OpenApiFile file;
  private final Random random;

  Fuzz(OpenApiFile file, long seed) {
    this.file = file;
    this.random = new Random(seed);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  String evil() {
    return EVIL.get(random.nextInt(EVIL.size()));
  }

  /// For a path or query: the parameter's example, or a value by its schema.
  String text(JsonNode parameter) {
    if (parameter.has("example") && !oneIn(4)) {
      return parameter.path("example").asText();
    }
    return oneIn(3) ? evil() : value(parameter.path("schema")).asText();
  }

  JsonNode value(JsonNode given) {
    JsonNode schema = file.resolved(given);
    if (oneIn(12)) {
      return anything();
    }
    if (schema.path("enum").isArray()) {
      return picked(schema.path("enum"));
    }
    if (schema.has("const")) {
      return schema.path("const");
    }
    if (schema.path("oneOf").isArray()) {
      return value(picked(schema.path("oneOf")));
    }
    if (schema.path("examples").isArray() && !oneIn(3)) {
      return picked(schema.path("examples"));
    }
    JsonNode type = schema.path("type");
    return switch ((type.isArray() ? picked(type) : type).asText()) {
      case "object" -> object(schema);
      case "array" -> array(schema);
      case "integer" -> JSON.numberNode(number(schema));
      case "number" -> JSON.numberNode(random.nextDouble() * 1_000);
      case "boolean" -> JSON.booleanNode(random.nextBoolean());
      case "null" -> JSON.nullNode();
      default -> JSON.textNode(line(schema));
    };
  }

  private ObjectNode object(JsonNode schema) {
    ObjectNode object = JSON.objectNode();
    Set<String> required =
        schema.path("required").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    schema
        .path("properties")
        .propertyStream()
        .filter(each -> required.contains(each.getKey()) ? !oneIn(15) : random.nextBoolean())
        .forEach(each -> object.set(each.getKey(), value(each.getValue())));
    if (oneIn(15)) {
      object.set(oneIn(2) ? "role" : evil(), anything());
    }
    return object;
  }

  private ArrayNode array(JsonNode schema) {
    ArrayNode array = JSON.arrayNode();
    int size = oneIn(20) ? 2_000 : random.nextInt(4);
    for (int i = 0; i < size; i++) {
      array.add(value(schema.path("items")));
    }
    return array;
  }

  private long number(JsonNode schema) {
    long least = schema.path("minimum").asLong(0);
    long most = schema.path("maximum").asLong(Integer.MAX_VALUE);
    return switch (random.nextInt(6)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> least - 1;
      case 3 -> Long.MAX_VALUE;
      default -> random.nextLong(least, Math.max(least + 1, most));
    };
  }

  private String line(JsonNode schema) {
    if (oneIn(4)) {
      return evil();
    }
    int least = schema.path("minLength").asInt(1);
    int most = Math.min(schema.path("maxLength").asInt(30), least + 30);
    return random
        .ints(least + random.nextInt(Math.max(1, most - least)), 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private JsonNode anything() {
    return switch (random.nextInt(7)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.numberNode(random.nextLong());
      case 2 -> JSON.booleanNode(true);
      case 3 -> JSON.arrayNode().add(JSON.objectNode());
      case 4 -> JSON.objectNode().put(evil(), 1);
      case 5 -> JSON.numberNode(new BigDecimal("1e400"));
      default -> JSON.textNode(evil());
    };
  }

  private JsonNode picked(JsonNode list) {
    return list.path(random.nextInt(list.size()));
  }
}
