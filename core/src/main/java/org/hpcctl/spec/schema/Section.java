package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;

/// A section of keys and values, and the record that it becomes.
///
/// @param says what it is for, one sentence
/// @param fields in the order to show them; a default may follow from fields before it
/// @param notRead keys that files in the wild have and hpcctl does not read: the key and why
/// @param wrappers keys whose own keys are read as if they stood outside
/// @param shorthand the field that a single value in the section's place stands for, or empty
public record Section<R>(
    String says,
    Function<Values, R> make,
    List<Field<R, ?>> fields,
    SequencedMap<String, String> notRead,
    List<String> wrappers,
    String shorthand)
    implements Shape<R> {

  public Section {
    fields = List.copyOf(fields);
    notRead = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(notRead));
    wrappers = List.copyOf(wrappers);
  }

  @SafeVarargs
  public static <R> Section<R> of(String says, Function<Values, R> make, Field<R, ?>... fields) {
    return of(says, make, List.of(fields));
  }

  public static <R> Section<R> of(String says, Function<Values, R> make, List<Field<R, ?>> fields) {
    return new Section<>(says, make, fields, new LinkedHashMap<>(), List.of(), "");
  }

  public Section<R> notReading(String key, String why) {
    SequencedMap<String, String> more = new LinkedHashMap<>(notRead);
    more.put(key, why);
    return new Section<>(says, make, fields, more, wrappers, shorthand);
  }

  public Section<R> wrappedIn(String key) {
    return new Section<>(says, make, fields, notRead, List.of(key), shorthand);
  }

  public Section<R> shortFor(String field) {
    return new Section<>(says, make, fields, notRead, wrappers, field);
  }

  @Override
  public R read(Yaml yaml, String path, Reading reading) {
    if (yaml instanceof Yaml.Mapping mapping) {
      return read(unwrapped(mapping), mapping.place(), path, reading);
    }
    if (yaml instanceof Yaml.Scalar scalar && scalar.absent()) {
      return read(List.of(), scalar.place(), path, reading);
    }
    if (yaml instanceof Yaml.Scalar scalar && !shorthand.isEmpty()) {
      return read(
          List.of(new Yaml.Entry(Yaml.Scalar.of(shorthand, scalar.place()), scalar)),
          scalar.place(),
          path,
          reading);
    }
    reading.mismatch(yaml, path, this, yaml.kind());
    return standIn();
  }

  private R read(List<Yaml.Entry> entries, Place place, String path, Reading reading) {
    Map<String, Yaml.Entry> byField = sorted(entries, path, reading);
    Values values = new Values();
    for (Field<R, ?> field : fields) {
      Optional<Yaml.Entry> entry = Optional.ofNullable(byField.get(field.name()));
      values.put(field, value(field, entry, values, place, below(path, field.name()), reading));
    }
    return make.apply(values);
  }

  /// The entries by the name of the field they are for; tells about all others.
  private Map<String, Yaml.Entry> sorted(List<Yaml.Entry> entries, String path, Reading reading) {
    Map<String, Yaml.Entry> byField = new HashMap<>();
    for (Yaml.Entry entry : entries) {
      String key = entry.key().text();
      Optional<Field<R, ?>> field = field(key);
      if (field.isEmpty()) {
        reading.tell(unread(key, path).at(entry.key().place()));
        // Judged as what was probably meant, so that the rest of it is judged too.
        closest(key)
            .flatMap(this::field)
            .ifPresent(meant -> byField.putIfAbsent(meant.name(), entry));
        continue;
      }
      Yaml.Entry earlier = byField.putIfAbsent(field.get().name(), entry);
      if (earlier != null) {
        reading.tell(
            Problem.error(
                    "`%s` says the same as `%s` at line %d"
                        .formatted(key, earlier.key().text(), earlier.key().place().line()),
                    "only one can count",
                    "keep `%s`".formatted(field.get().name()))
                .at(entry.key().place()));
      }
    }
    return byField;
  }

  Optional<Field<R, ?>> field(String key) {
    return fields.stream().filter(field -> field.called(key)).findFirst();
  }

  private Problem unread(String key, String path) {
    String why = notRead.get(key);
    if (why != null) {
      return Problem.warning("%s is not read".formatted(below(path, key)), why, "");
    }
    String names = fields.stream().map(Field::name).collect(Collectors.joining(", "));
    return Problem.error(
        path.isEmpty()
            ? "there is no section `%s`".formatted(key)
            : "there is no key `%s` in %s".formatted(key, path),
        key.equals("<<") ? "YAML 1.2 has no merge keys" : "",
        closest(key)
            .map("did you mean `%s`?"::formatted)
            .orElseGet(() -> "the keys here are: " + names));
  }

  private Optional<String> closest(String key) {
    if (notRead.containsKey(key)) {
      return Optional.empty();
    }
    return Closest.to(
        key,
        fields.stream()
            .flatMap(field -> Stream.concat(Stream.of(field.name()), field.alsoWritten().stream()))
            .toList());
  }

  private <T> T value(
      Field<R, T> field,
      Optional<Yaml.Entry> entry,
      Values values,
      Place place,
      String path,
      Reading reading) {
    if (entry.isPresent()
        && !(entry.get().value() instanceof Yaml.Scalar scalar && scalar.absent())) {
      reading.stands(path, entry.get().value().place());
      return field.shape().read(entry.get().value(), path, reading);
    }
    Place where = entry.map(written -> written.key().place()).orElse(place);
    Place at = new Place(where.file(), where.line(), where.column(), path);
    Otherwise<T> otherwise = field.otherwise();
    if (otherwise instanceof Otherwise.Value<T>(T value)) {
      return value;
    }
    if (otherwise instanceof Otherwise.Written<T>(String text)) {
      return field.shape().read(Yaml.Scalar.of(text, at), path, reading);
    }
    if (otherwise instanceof Otherwise.EmptySection<T>) {
      return field.shape().read(Yaml.Mapping.empty(at), path, reading);
    }
    if (otherwise instanceof Otherwise.Derived<T>(Function<Values, T> rule, String _)) {
      return rule.apply(values);
    }
    reading.tell(
        Problem.error(
                entry.isPresent() ? path + " has no value" : path + " is missing",
                "it says " + field.says(),
                "write `%s:` and %s".formatted(field.name(), field.shape().describe()))
            .at(at));
    return field.shape().standIn();
  }

  private List<Yaml.Entry> unwrapped(Yaml.Mapping mapping) {
    return mapping.entries().stream()
        .flatMap(
            entry ->
                wrappers.contains(entry.key().text()) && entry.value() instanceof Yaml.Mapping inner
                    ? inner.entries().stream()
                    : Stream.of(entry))
        .toList();
  }

  private static String below(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  @Override
  public R standIn() {
    return read(List.of(), Place.file(""), "", new Reading(_ -> Optional.empty()));
  }

  @Override
  public Object shown(R value) {
    Map<String, Object> shown = new LinkedHashMap<>();
    for (Field<R, ?> field : fields) {
      Object one = field.shownIn(value);
      if (!one.equals(Optional.empty())) {
        shown.put(field.name(), one);
      }
    }
    return shown;
  }

  @Override
  public String describe() {
    return "a section of keys and values";
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Field<R, ?> field : fields) {
      properties.put(field.name(), field.schema());
      if (field.otherwise() instanceof Otherwise.Required<?>) {
        required.add(field.name());
      }
    }
    notRead.forEach((key, why) -> properties.put(key, notReadSchema(why)));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("description", says);
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    schema.put("additionalProperties", false);
    return schema;
  }

  private static Map<String, Object> notReadSchema(String why) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", "Not read: " + why);
    schema.put("deprecated", true);
    return schema;
  }

  @Override
  public List<String> paths(String path) {
    return fields.stream()
        .flatMap(
            field -> {
              String inside = below(path, field.name());
              return Stream.concat(Stream.of(inside), field.shape().paths(inside).stream());
            })
        .toList();
  }

  @Override
  public void migrate(Yaml yaml, Migration migration) {
    switch (yaml) {
      case Yaml.Mapping mapping -> mapping.entries().forEach(entry -> migrate(entry, migration));
      case Yaml.Scalar scalar when !shorthand.isEmpty() && !scalar.absent() ->
          migration.spellOut(scalar, shorthand);
      case Yaml.Scalar _, Yaml.Sequence _ -> {}
    }
  }

  private void migrate(Yaml.Entry entry, Migration migration) {
    if (wrappers.contains(entry.key().text()) && entry.value() instanceof Yaml.Mapping inner) {
      migration.unwrap(entry);
      inner.entries().forEach(one -> migrate(one, migration));
      return;
    }
    field(entry.key().text())
        .ifPresent(
            field -> {
              if (!field.name().equals(entry.key().text())) {
                migration.rename(entry.key(), field.name());
              }
              field.shape().migrate(entry.value(), migration);
            });
  }
}
