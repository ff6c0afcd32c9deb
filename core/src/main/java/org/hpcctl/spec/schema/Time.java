package org.hpcctl.spec.schema;

import module java.base;

/// A length of time in a range: `60s`.
public record Time(Duration least, Duration most) implements Shape<Duration> {
  private static final Pattern FORM = Pattern.compile("(?<number>[0-9]{1,6})(?<unit>[smh])");

  @Override
  public Duration read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isEmpty()) {
      return least;
    }
    Optional<Duration> time =
        parsed(text.get()).filter(one -> one.compareTo(least) >= 0 && one.compareTo(most) <= 0);
    if (time.isEmpty()) {
      reading.mismatch(yaml, path, this, "`" + text.get() + "`");
    }
    return time.orElse(least);
  }

  private static Optional<Duration> parsed(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(form.group("number"));
    return Optional.of(
        switch (form.group("unit")) {
          case "h" -> Duration.ofHours(number);
          case "m" -> Duration.ofMinutes(number);
          default -> Duration.ofSeconds(number);
        });
  }

  @Override
  public Duration standIn() {
    return least;
  }

  @Override
  public Object shown(Duration value) {
    return written(value);
  }

  /// In the largest unit that leaves nothing over.
  private static String written(Duration value) {
    long seconds = value.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }

  @Override
  public String describe() {
    return "a time from %s to %s, such as 90s or 5m".formatted(written(least), written(most));
  }

  @Override
  public Map<String, Object> schema() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("pattern", "^[0-9]+[smh]$|" + Reading.SCHEMA_OF_VARIABLE);
    return schema;
  }
}
