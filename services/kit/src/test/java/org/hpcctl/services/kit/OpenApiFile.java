package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// An OpenAPI 3.1 file: its operations, and whether a value is as one of its schemas says.
final class OpenApiFile {
  private static final Set<String> METHODS =
      Set.of("get", "post", "put", "patch", "delete", "options");
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private final JsonNode tree;
  private final JsonSchemaFactory schemas =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private OpenApiFile(JsonNode tree) {
    this.tree = tree;
  }

  static OpenApiFile read(Path file) throws IOException {
    LoadSettings settings = LoadSettings.builder().setSchema(new CoreSchema()).build();
    try (InputStream in = Files.newInputStream(file)) {
      return new OpenApiFile(
          merged(MAPPER.valueToTree(new Load(settings).loadFromInputStream(in))));
    }
  }

  JsonNode info() {
    return tree.path("info");
  }

  /// One of the file's own schemas.
  JsonNode schema(String name) {
    return tree.path("components").path("schemas").path(name);
  }

  /// One method on one path.
  record Operation(String method, String path, JsonNode tree) {
    String name() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    return tree.path("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(entry -> METHODS.contains(entry.getKey()))
                    .map(entry -> operation(path, entry)))
        .toList();
  }

  private static Operation operation(
      Map.Entry<String, JsonNode> path, Map.Entry<String, JsonNode> method) {
    ObjectNode operation = method.getValue().deepCopy();
    ArrayNode parameters = operation.withArray("parameters");
    path.getValue().path("parameters").forEach(parameters::add);
    return new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation);
  }

  /// What a `$ref` means; anything else as it is.
  JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? resolved(tree.at(node.path("$ref").asText().substring(1))) : node;
  }

  /// What is wrong with a value; empty when it is as the schema says.
  List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = MAPPER.createObjectNode();
    whole.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    whole.set("components", tree.path("components"));
    whole.putArray("allOf").add(schema);
    JsonSchema compiled = schemas.getSchema(whole);
    return compiled.validate(value).stream().map(ValidationMessage::getMessage).toList();
  }

  // YAML's merge key is no part of its core schema.
  private static JsonNode merged(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode result = MAPPER.createObjectNode();
      if (object.get("<<") instanceof ObjectNode base) {
        result.setAll((ObjectNode) merged(base));
      }
      object
          .propertyStream()
          .filter(entry -> !entry.getKey().equals("<<"))
          .forEach(entry -> result.set(entry.getKey(), merged(entry.getValue())));
      return result;
    }
    if (node.isArray()) {
      var list = MAPPER.createArrayNode();
      node.forEach(each -> list.add(merged(each)));
      return list;
    }
    return node;
  }
}
