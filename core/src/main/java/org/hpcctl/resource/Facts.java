package org.hpcctl.resource;

import module java.base;

/// What a host told about itself in the probe: a version, the interface that carries an address.
public record Facts(Map<String, String> values) {
  public static final Facts NONE = new Facts(Map.of());

  public Facts {
    values = Map.copyOf(values);
  }

  /// Whether the host was asked; it may have had no answer.
  public boolean asked(String fact) {
    return values.containsKey(fact);
  }

  /// A fact that the host could not answer (the program is not installed yet) is empty.
  public Optional<String> value(String fact) {
    return Optional.ofNullable(values.get(fact)).filter(value -> !value.isEmpty());
  }
}
