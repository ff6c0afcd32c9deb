package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Problem;

/// One line of text of a certain form.
///
/// @param describe for a sentence after "must be"
/// @param why what the form is for, or empty
/// @param number whether some of its values look like a number and are written without quotes
public record Text(String describe, Predicate<String> form, String why, boolean number)
    implements Shape<String> {

  public static Text of(String describe, Predicate<String> form, String why) {
    return new Text(describe, form, why, false);
  }

  public Text orNumber() {
    return new Text(describe, form, why, true);
  }

  @Override
  public String read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isPresent() && !form.test(text.get())) {
      reading.tell(
          Problem.error("%s must be %s, not `%s`".formatted(path, describe, text.get()), why, "")
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
    return number && value.matches("[0-9]{1,9}") ? Integer.valueOf(value) : value;
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", number ? List.of("string", "integer") : "string");
  }
}
