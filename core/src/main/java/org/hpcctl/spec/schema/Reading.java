package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;

/// What reading one document gathers on its way: problems, the place of every value, and which
/// variables were asked for.
public final class Reading {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");

  /// Where a number or a truth value may be a variable: a pattern for JSON Schema.
  static final String SCHEMA_OF_VARIABLE = "^\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}$";

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Function<String, Optional<String>> variables;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Place> places = new HashMap<>();
  private final SortedMap<String, Variable> asked = new TreeMap<>();

  public Reading(Function<String, Optional<String>> variables) {
    this.variables = variables;
  }

  /// A `${NAME}` of the document.
  ///
  /// @param secret whether only secrets use it
  public record Variable(String name, boolean secret, Place place) {}

  public void tell(Problem problem) {
    problems.add(problem);
  }

  public List<Problem> problems() {
    return List.copyOf(problems);
  }

  /// In the order of their names.
  public List<Variable> variables() {
    return List.copyOf(asked.values());
  }

  public Places places() {
    return new Places(places);
  }

  public void stands(String path, Place place) {
    places.put(path, place);
  }

  /// The text of a scalar with its variables replaced; empty after a problem was told.
  ///
  /// Variables are replaced here, after parsing, so that a value can never become a key.
  Optional<String> text(Yaml yaml, String path, Shape<?> shape) {
    if (!(yaml instanceof Yaml.Scalar scalar) || scalar.absent()) {
      mismatch(yaml, path, shape, yaml.kind());
      return Optional.empty();
    }
    Optional<String> text = replaced(scalar, path, shape);
    Optional<Integer> control =
        text.flatMap(t -> t.codePoints().filter(Reading::unseen).boxed().findFirst());
    if (control.isPresent()) {
      tell(
          Problem.error(
                  control.get() == '\n'
                      ? path + " has more than one line"
                      : String.format("%s holds the control character U+%04X", path, control.get()),
                  "a value ends up in configuration files, where a hidden character or a second"
                      + " line changes their meaning",
                  "write it as one line of visible characters")
              .at(yaml.place()));
      return Optional.empty();
    }
    return text;
  }

  void mismatch(Yaml yaml, String path, Shape<?> shape, String found) {
    tell(
        Problem.error("%s must be %s, not %s".formatted(path, shape.describe(), found), "", "")
            .at(yaml.place()));
  }

  private static boolean unseen(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  private Optional<String> replaced(Yaml.Scalar scalar, String path, Shape<?> shape) {
    Matcher matcher = VARIABLE.matcher(scalar.text());
    StringBuilder text = new StringBuilder();
    boolean complete = true;
    int from = 0;
    while (matcher.find()) {
      text.append(scalar.text(), from, matcher.start());
      from = matcher.end();
      Optional<String> value = variable(matcher.group(1), scalar.place(), path, shape);
      complete &= value.isPresent();
      text.append(value.orElse(""));
    }
    text.append(scalar.text(), from, scalar.text().length());
    return complete ? Optional.of(text.toString()) : Optional.empty();
  }

  private Optional<String> variable(String name, Place place, String path, Shape<?> shape) {
    if (!NAME.matcher(name).matches()) {
      tell(
          Problem.error(
                  "${%s} is not a variable".formatted(name),
                  "the name of a variable has letters, digits and _; there are no defaults in it",
                  "write ${NAME} and set NAME, or write the value itself")
              .at(place));
      return Optional.empty();
    }
    asked.merge(
        name,
        new Variable(name, shape.secret(), place),
        (a, b) -> new Variable(name, a.secret() && b.secret(), a.place()));
    Optional<String> value = variables.apply(name);
    if (value.isEmpty()) {
      tell(
          Problem.error(
                  "the variable %s is not set".formatted(name),
                  "%s takes its value from it".formatted(path),
                  shape.unset())
              .at(place));
    }
    return value;
  }
}
