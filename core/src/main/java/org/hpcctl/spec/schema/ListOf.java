package org.hpcctl.spec.schema;

import module java.base;

/// A list of values of one shape.
public record ListOf<T>(Shape<T> item) implements Shape<List<T>> {
  @Override
  public List<T> read(Yaml yaml, String path, Reading reading) {
    if (!(yaml instanceof Yaml.Sequence sequence)) {
      reading.mismatch(yaml, path, this, yaml.kind());
      return standIn();
    }
    List<T> items = new ArrayList<>();
    for (Yaml one : sequence.items()) {
      String inside = path + "[" + items.size() + "]";
      reading.stands(inside, one.place());
      items.add(item.read(one, inside, reading));
    }
    return List.copyOf(items);
  }

  @Override
  public List<T> standIn() {
    return List.of();
  }

  @Override
  public Object shown(List<T> value) {
    // A list of its own each: writers of YAML turn the one empty list that all share into an alias.
    return value.stream().map(item::shown).collect(Collectors.toCollection(ArrayList::new));
  }

  @Override
  public String describe() {
    return "a list";
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", item.schema());
    return schema;
  }

  @Override
  public List<String> paths(String path) {
    return item.paths(path + "[]");
  }

  @Override
  public void migrate(Yaml yaml, Migration migration) {
    if (yaml instanceof Yaml.Sequence sequence) {
      sequence.items().forEach(one -> item.migrate(one, migration));
    }
  }
}
