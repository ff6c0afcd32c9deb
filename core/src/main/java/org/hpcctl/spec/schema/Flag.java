package org.hpcctl.spec.schema;

import module java.base;

/// `true` or `false`, and no other spelling.
public record Flag() implements Shape<Boolean> {
  private static final Set<String> MEANT = Set.of("true", "yes", "on", "y");

  @Override
  public Boolean read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
      reading.mismatch(yaml, path, this, "`" + text.get() + "`");
    }
    // What was meant by `yes` is clear enough to judge the rest by it.
    return MEANT.contains(text.orElse("").toLowerCase(Locale.ROOT));
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
