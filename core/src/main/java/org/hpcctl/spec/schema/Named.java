package org.hpcctl.spec.schema;

import module java.base;

/// A text that can be written in full, or by a word that stands for it.
///
/// @param words the words and what they stand for, in the order to name them; the first is the
///   stand-in
/// @param otherwise what else may be written, for a sentence after "or"
/// @param full whether a text is meant to be written in full, and so is no misspelt word
public record Named(SequencedMap<String, String> words, String otherwise, Predicate<String> full)
    implements Shape<String> {

  public Named {
    words = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(words));
  }

  @SafeVarargs
  public static Named of(
      String otherwise, Predicate<String> full, Map.Entry<String, String>... words) {
    SequencedMap<String, String> ordered = new LinkedHashMap<>();
    for (Map.Entry<String, String> word : words) {
      ordered.put(word.getKey(), word.getValue());
    }
    return new Named(ordered, otherwise, full);
  }

  @Override
  public String read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isEmpty()) {
      return standIn();
    }
    String value = words.get(text.get());
    if (value != null) {
      return value;
    }
    if (full.test(text.get())) {
      return text.get();
    }
    reading.tell(Closest.problem(path, describe(), text.get(), words.keySet()).at(yaml.place()));
    return standIn();
  }

  @Override
  public String standIn() {
    return words.firstEntry().getValue();
  }

  @Override
  public Object shown(String value) {
    return words.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(value);
  }

  @Override
  public String describe() {
    return String.join(", ", words.keySet()) + " or " + otherwise;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "string");
  }
}
