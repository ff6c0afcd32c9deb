package org.hpcctl.spec.schema;

import module java.base;

/// One word of a few.
///
/// @param words the words and what they mean, in the order to name them; the first is the stand-in
public record Choice<T>(SequencedMap<String, T> words) implements Shape<T> {

  public Choice {
    words = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(words));
  }

  /// The constants of an enum, by the word that `naming` gives each.
  public static <E extends Enum<E>> Choice<E> of(Class<E> type, Function<E, String> naming) {
    SequencedMap<String, E> words = new LinkedHashMap<>();
    for (E constant : type.getEnumConstants()) {
      words.put(naming.apply(constant), constant);
    }
    return new Choice<>(words);
  }

  /// The constants of an enum, by their names in lower case.
  public static <E extends Enum<E>> Choice<E> of(Class<E> type) {
    return of(type, constant -> constant.name().toLowerCase(Locale.ROOT));
  }

  /// Words that mean themselves.
  public static Choice<String> of(String... texts) {
    SequencedMap<String, String> words = new LinkedHashMap<>();
    for (String text : texts) {
      words.put(text, text);
    }
    return new Choice<>(words);
  }

  @Override
  public T read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isEmpty()) {
      return standIn();
    }
    T value = words.get(text.get());
    if (value != null) {
      return value;
    }
    reading.tell(Closest.problem(path, describe(), text.get(), words.keySet()).at(yaml.place()));
    return standIn();
  }

  @Override
  public T standIn() {
    return words.firstEntry().getValue();
  }

  @Override
  public Object shown(T value) {
    return words.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String describe() {
    return alternatives();
  }

  @Override
  public Map<String, Object> schema() {
    // `1.2` without quotes is a number to everybody who reads YAML by types.
    List<Object> all = new ArrayList<>(words.keySet());
    words.keySet().stream()
        .filter(word -> word.matches("[0-9]+\\.[0-9]+"))
        .map(Double::valueOf)
        .forEach(all::add);
    return Map.of("enum", all);
  }

  private String alternatives() {
    List<String> all = List.copyOf(words.keySet());
    return String.join(", ", all.subList(0, all.size() - 1)) + " or " + all.getLast();
  }
}
