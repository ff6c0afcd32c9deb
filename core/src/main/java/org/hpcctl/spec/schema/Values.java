package org.hpcctl.spec.schema;

import module java.base;

/// The values of one section while its record is being made.
public final class Values {
  private final Map<String, Object> values = new HashMap<>();

  /// The value of a field of this section.
  @SuppressWarnings("unchecked") // only Section puts values in, each under its own field's name
  public <T> T of(Field<?, T> field) {
    return (T) Objects.requireNonNull(values.get(field.name()), field.name());
  }

  void put(Field<?, ?> field, Object value) {
    values.put(field.name(), value);
  }
}
