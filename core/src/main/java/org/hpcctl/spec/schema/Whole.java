package org.hpcctl.spec.schema;

import module java.base;

/// A whole number in a range.
public record Whole(int least, int most) implements Shape<Integer> {
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,10}");

  @Override
  public Integer read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isEmpty()) {
      return least;
    }
    long number = DIGITS.matcher(text.get()).matches() ? Long.parseLong(text.get()) : -1;
    if (number < least || number > most) {
      reading.mismatch(yaml, path, this, "`" + text.get() + "`");
      return least;
    }
    return (int) number;
  }

  @Override
  public Integer standIn() {
    return least;
  }

  @Override
  public Object shown(Integer value) {
    return value;
  }

  @Override
  public String describe() {
    return "a whole number from %d to %d".formatted(least, most);
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", List.of("integer", "string"));
    schema.put("minimum", least);
    schema.put("maximum", most);
    schema.put("pattern", "^[0-9]+$|" + Reading.SCHEMA_OF_VARIABLE);
    return schema;
  }
}
