package org.hpcctl.spec.schema;

import module java.base;

/// `true` or `false`, and no other spelling.
public record Flag() implements Shape<Boolean> {
  @Override
  public Boolean read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      reading.mismatch(yaml, path, this, "`" + text.get() + "`");
    }
    return text.orElse("").equals("true");
  }

  @Override
  public Boolean standIn() {
    return false;
  }

  @Override
  public Object shown(Boolean value) {
    return value;
  }

  @Override
  public String describe() {
    return "true or false";
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("boolean", "string"));
    schema.put("pattern", Reading.SCHEMA_OF_VARIABLE);
    return schema;
  }
}
