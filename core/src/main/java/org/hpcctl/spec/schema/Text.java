package org.hpcctl.spec.schema;

import module java.base;

/// One line of text of a certain form.
///
/// @param describe for a sentence after "must be"
/// @param why what the form is for, or empty
public record Text(String describe, Predicate<String> form, String why) implements Shape<String> {

  public static Text of(String describe, Predicate<String> form, String why) {
    return new Text(describe, form, why);
  }

  @Override
  public String read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isPresent() && !form.test(text.get())) {
      reading.tell(
          org.hpcctl.problem.Problem.error(
                  "%s must be %s, not `%s`".formatted(path, describe, text.get()), why, "")
              .at(yaml.place()));
    }
    return text.orElse("");
  }

  @Override
  public String standIn() {
    return "";
  }

  @Override
  public Object shown(String value) {
    return value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "string");
  }
}
