package org.hpcctl.spec.schema;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Secret;

/// A text that is never shown and that somebody else made, so that hpcctl cannot invent it.
///
/// @param describe for a sentence after "must be"
public record GivenSecret(String describe) implements Shape<Secret> {
  @Override
  public Secret read(Yaml yaml, String path, Reading reading) {
    Optional<String> text = reading.text(yaml, path, this);
    if (text.isPresent() && yaml instanceof Yaml.Scalar scalar && !scalar.text().contains("${")) {
      reading.tell(
          Problem.warning(
                  path + " stands in the file itself",
                  "whoever may read the file, or its history, has the secret",
                  "write ${NAME} instead, and set NAME in the environment or in the secrets file")
              .at(yaml.place()));
    }
    return new Secret(text.orElse(""));
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
  public Map<String, Object> schema() {
    return Map.of("type", "string");
  }

  @Override
  public String unset() {
    return "set it in the environment or in the secrets file";
  }
}
