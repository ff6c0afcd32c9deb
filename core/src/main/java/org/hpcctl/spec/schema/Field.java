package org.hpcctl.spec.schema;

import module java.base;

/// One key of a section.
///
/// @param <R> the record of the section
/// @param of how to find the value in the record
/// @param says what it is for, one sentence
/// @param alsoWritten names that files in the wild use for the same
public record Field<R, T>(
    String name,
    Shape<T> shape,
    Function<R, T> of,
    Otherwise<T> otherwise,
    String says,
    List<String> alsoWritten) {

  /// A key that must be written.
  public static <R, T> Field<R, T> of(String name, Shape<T> shape, Function<R, T> of, String says) {
    return new Field<>(name, shape, of, new Otherwise.Required<>(), says, List.of());
  }

  /// A key that may be missing and then means nothing.
  public static <R, T> Field<R, Optional<T>> optional(
      String name, Shape<T> shape, Function<R, Optional<T>> of, String says) {
    return of(name, new Perhaps<>(shape), of, says).orElse(Optional.empty());
  }

  public Field<R, T> orElse(T value) {
    return with(new Otherwise.Value<>(value));
  }

  /// As if `text` were written; it may hold a variable.
  public Field<R, T> orElseWritten(String text) {
    return with(new Otherwise.Written<>(text));
  }

  public Field<R, T> orElseEmpty() {
    return with(new Otherwise.EmptySection<>());
  }

  /// @param words says the rule
  public Field<R, T> orElseDerived(String words, Function<Values, T> rule) {
    return with(new Otherwise.Derived<>(rule, words));
  }

  public Field<R, T> alsoWritten(String... names) {
    return new Field<>(name, shape, of, otherwise, says, List.of(names));
  }

  boolean called(String key) {
    return name.equals(key) || alsoWritten.contains(key);
  }

  Object shownIn(R section) {
    return shape.shown(of.apply(section));
  }

  /// JSON Schema of the value, with what the key is for and what holds without it.
  Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>(shape.schema());
    schema.put("description", sentence());
    if (otherwise instanceof Otherwise.Value<T>(T value)
        && !shape.shown(value).equals(Optional.empty())) {
      schema.put("default", shape.shown(value));
    }
    return schema;
  }

  private String sentence() {
    String words = Character.toUpperCase(says.charAt(0)) + says.substring(1) + ".";
    return switch (otherwise) {
      case Otherwise.Derived<T>(Function<Values, T> _, String rule) ->
          words + " Default: " + rule + ".";
      case Otherwise.Written<T>(String text) -> words + " Default: " + text + ".";
      case Otherwise.Required<T> _, Otherwise.Value<T> _, Otherwise.EmptySection<T> _ -> words;
    };
  }

  private Field<R, T> with(Otherwise<T> other) {
    return new Field<>(name, shape, of, other, says, alsoWritten);
  }
}
