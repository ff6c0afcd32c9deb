package org.hpcctl.spec.schema;

import java.util.List;
import java.util.Map;

/// What a value must look like.
///
/// Reading always gives a value: one that could not be read leaves a problem and is replaced by a
/// stand-in, so that everything after it is judged in the same run. The problem keeps what was read
/// from being used.
public interface Shape<T> {
  /// @param path where the value stands in the documented form: `controllers[1].ip`
  T read(Yaml yaml, String path, Reading reading);

  /// Takes the place of a value that is missing.
  T standIn();

  /// The value as it would be written; maps, lists, texts, numbers and truth values. Secrets as
  /// their fingerprint. Null-free; an optional value that is absent is an empty
  /// [java.util.Optional].
  Object shown(T value);

  /// For a sentence after "must be": `a whole number from 1 to 254`.
  String describe();

  /// JSON Schema, draft 2020-12.
  Map<String, Object> schema();

  /// The paths of the keys inside the value, in the documented form: `controllers[].hostname`.
  default List<String> paths(String path) {
    return List.of();
  }

  /// Tells the migration what is spelled otherwise than in the documented form.
  default void migrate(Yaml yaml, Migration migration) {}

  /// What to do when a variable that it takes its value from is not set.
  default String unset() {
    return "set it in the environment or in the secrets file, or write the value itself";
  }

  /// Whether `hpcctl secrets init` may invent a value.
  default boolean secret() {
    return false;
  }
}
