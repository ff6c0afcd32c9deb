package org.hpcctl.spec.schema;

import module java.base;

/// A value that may be absent.
record Perhaps<T>(Shape<T> shape) implements Shape<Optional<T>> {
  @Override
  public Optional<T> read(Yaml yaml, String path, Reading reading) {
    return Optional.of(shape.read(yaml, path, reading));
  }

  @Override
  public Optional<T> standIn() {
    return Optional.empty();
  }

  @Override
  public Object shown(Optional<T> value) {
    return value.isPresent() ? shape.shown(value.get()) : Optional.empty();
  }

  @Override
  public String describe() {
    return shape.describe();
  }

  @Override
  public Map<String, Object> schema() {
    return shape.schema();
  }

  @Override
  public String unset() {
    return shape.unset();
  }

  @Override
  public boolean secret() {
    return shape.secret();
  }

  @Override
  public List<String> paths(String path) {
    return shape.paths(path);
  }

  @Override
  public void migrate(Yaml yaml, Migration migration) {
    shape.migrate(yaml, migration);
  }
}
