package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Secret;

/// A text that is never shown, long enough that nobody guesses it.
///
/// @param least how many characters it must have
public record SecretText(int least) implements Shape<Secret> {
  /// Parts of what examples, templates and the old scripts' fallbacks say.
  private static final List<String> KNOWN =
      List.of(
          "changeme",
          "change-me",
          "change_me",
          "change-this",
          "change_this",
          "your-secret",
          "your_secret",
          "replace-me",
          "replace_me",
          "example-secret",
          "password1",
          "secret123");

  @Override
  public Secret read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    text.flatMap(value -> weakness(value, path))
        .ifPresent(weak -> reading.tell(weak.at(yaml.place())));
    if (text.isPresent() && yaml instanceof Yaml.Scalar scalar && !scalar.text().contains("${")) {
      reading.tell(
          Problem.warning(
                  path + " stands in the file itself",
                  "whoever may read the file, or its history, has the secret",
                  "write ${NAME} instead; `hpcctl secrets init` makes a value")
              .at(yaml.place()));
    }
    return new Secret(text.orElse(""));
  }

  private Optional<Problem> weakness(String value, String path) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (KNOWN.stream().anyMatch(lower::contains)) {
      return Optional.of(
          Problem.error(
              path + " is a text from an example",
              "everybody knows it, and with it anybody can sign in as anyone",
              "delete it from where it is set and run `hpcctl secrets init`"));
    }
    if (value.length() < least) {
      return Optional.of(
          Problem.error(
              "%s has %d characters, but must have at least %d"
                  .formatted(path, value.length(), least),
              "a short secret can be found by trying",
              "delete it from where it is set and run `hpcctl secrets init`"));
    }
    if (value.chars().distinct().count() < 8) {
      return Optional.of(
          Problem.error(
              path + " repeats a few characters",
              "it can be found by trying",
              "delete it from where it is set and run `hpcctl secrets init`"));
    }
    return Optional.empty();
  }

  @Override
  public Secret standIn() {
    return new Secret("");
  }

  @Override
  public Object shown(Secret value) {
    return "*** (fingerprint " + value.fingerprint() + ")";
  }

  @Override
  public String describe() {
    return "a secret of at least " + least + " characters";
  }

  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "string");
  }

  @Override
  public String unset() {
    return "run `hpcctl secrets init` to make one, or set it in the environment";
  }

  @Override
  public boolean secret() {
    return true;
  }
}
