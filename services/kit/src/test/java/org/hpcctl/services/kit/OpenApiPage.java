package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;

/// The page of the documentation that tells people what an OpenAPI file tells programs.
final class OpenApiPage {
  private final OpenApiFile file;
  private final StringBuilder text = new StringBuilder();

  private OpenApiPage(OpenApiFile file) {
    this.file = file;
  }

  static String of(OpenApiFile file) {
    OpenApiPage page = new OpenApiPage(file);
    page.head();
    file.operations().forEach(page::operation);
    return page.text.toString();
  }

  private void head() {
    JsonNode info = file.info();
    line("# " + info.path("title").asText());
    line("");
    line("Made from the service's OpenAPI file by its tests; change that one.");
    paragraph(info.path("description").asText());
  }

  private void operation(OpenApiFile.Operation operation) {
    JsonNode tree = operation.tree();
    line("");
    line("## " + operation.name());
    paragraph(tree.path("summary").asText());
    paragraph(tree.path("description").asText());
    parameters(tree.path("parameters"));
    body(file.resolved(tree.path("requestBody")));
    answers(tree.path("responses"));
  }

  private void parameters(JsonNode parameters) {
    if (parameters.isEmpty()) {
      return;
    }
    table("parameter", "in", "meaning");
    for (JsonNode each : parameters) {
      JsonNode parameter = file.resolved(each);
      boolean required = parameter.path("required").asBoolean();
      row(
          "`" + parameter.path("name").asText() + "`" + (required ? "" : " (optional)"),
          parameter.path("in").asText(),
          meaning(parameter.path("description").asText(), parameter.path("schema")));
    }
  }

  private void body(JsonNode body) {
    for (Map.Entry<String, JsonNode> content : body.path("content").properties()) {
      JsonNode schema = file.resolved(content.getValue().path("schema"));
      line("");
      line("Body, `%s`:".formatted(content.getKey()));
      if (schema.path("properties").isEmpty()) {
        paragraph(meaning(schema.path("description").asText(), schema));
        continue;
      }
      Set<String> required = new HashSet<>();
      schema.path("required").forEach(key -> required.add(key.asText()));
      table("key", "meaning");
      for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
        JsonNode value = file.resolved(property.getValue());
        row(
            "`%s`%s"
                .formatted(
                    property.getKey(), required.contains(property.getKey()) ? "" : " (optional)"),
            meaning(value.path("description").asText(), value));
      }
    }
  }

  private void answers(JsonNode answers) {
    table("status", "answer");
    for (Map.Entry<String, JsonNode> answer : answers.properties()) {
      JsonNode tree = file.resolved(answer.getValue());
      row(
          answer.getKey().equals("default") ? "any other" : answer.getKey(),
          tree.path("description").asText());
    }
  }

  /// What a value means, then what it may be.
  private String meaning(String words, JsonNode schema) {
    JsonNode known = file.resolved(schema);
    List<String> parts = new ArrayList<>();
    if (!words.isBlank()) {
      parts.add(words);
    }
    JsonNode type = known.path("type");
    if (type.isTextual()) {
      parts.add(type.asText());
    }
    if (known.has("enum")) {
      parts.add(
          known.path("enum").valueStream().map(JsonNode::asText).collect(Collectors.joining(", ")));
    }
    if (known.has("minimum") || known.has("maximum")) {
      parts.add(known.path("minimum").asText("") + " to " + known.path("maximum").asText(""));
    }
    if (known.has("default")) {
      parts.add("default " + known.path("default").asText());
    }
    return String.join("; ", parts);
  }

  private void table(String... columns) {
    line("");
    row(columns);
    line("|" + "---|".repeat(columns.length));
  }

  private void row(String... cells) {
    line(
        Arrays.stream(cells)
            .map(cell -> cell.strip().replaceAll("\\s+", " ").replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void paragraph(String words) {
    if (!words.isBlank()) {
      line("");
      line(words.strip());
    }
  }

  private void line(String words) {
    text.append(words).append('\n');
  }
}
