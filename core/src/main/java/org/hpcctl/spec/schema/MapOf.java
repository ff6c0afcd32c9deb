package org.hpcctl.spec.schema;

import module java.base;

/// Values of one shape under keys that the operator chooses.
public record MapOf<T>(String describe, Shape<T> value) implements Shape<Map<String, T>> {
  @Override
  public Map<String, T> read(Yaml yaml, String path, Reading reading) {
    if (!(yaml instanceof Yaml.Mapping mapping)) {
      reading.mismatch(yaml, path, this, yaml.kind());
      return standIn();
    }
    Map<String, T> values = new LinkedHashMap<>();
    for (Yaml.Entry entry : mapping.entries()) {
      String inside = path + "." + entry.key().text();
      reading.stands(inside, entry.key().place());
      values.put(entry.key().text(), value.read(entry.value(), inside, reading));
    }
    return Collections.unmodifiableMap(values);
  }

  @Override
  public Map<String, T> standIn() {
    return Map.of();
  }

  @Override
  public Object shown(Map<String, T> values) {
    Map<String, Object> shown = new LinkedHashMap<>();
    values.forEach((key, one) -> shown.put(key, value.shown(one)));
    return shown;
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", value.schema());
    return schema;
  }
}
