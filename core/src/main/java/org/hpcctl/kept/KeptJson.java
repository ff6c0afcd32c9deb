package org.hpcctl.kept;

import module java.base;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// An object of a JSON file of ours. What is missing, or of another kind, reads as empty.
///
/// Read as the YAML 1.2 that JSON is, for the reader of YAML is there already: to set up Jackson's
/// takes a quarter of a renewal that finds nothing to do, and 0.04 s of a `setup`. It wants keys
/// below 1024 characters, and characters that can be seen: [#seen] writes the others as JSON may.
public record KeptJson(Map<?, ?> fields) {
  /// @throws IOException when it is not an object in JSON
  public static KeptJson of(String text) throws IOException {
    try {
      if (new Load(LoadSettings.builder().build()).loadFromString(text) instanceof Map<?, ?> root) {
        return new KeptJson(root);
      }
      throw new IOException("it is not one object");
    } catch (YamlEngineException e) {
      throw new IOException(e.getMessage());
    }
  }

  /// The same JSON without characters that YAML forbids.
  public static String seen(String json) {
    StringBuilder seen = new StringBuilder();
    for (char character : json.toCharArray()) {
      if (character < '\u007f') {
        seen.append(character);
      } else {
        seen.append("\\u").append(HexFormat.of().toHexDigits(character));
      }
    }
    return seen.toString();
  }

  public String text(String name) {
    return perhaps(name).orElse("");
  }

  public Optional<String> perhaps(String name) {
    return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A whole number; 0 when it is missing.
  public long number(String name) {
    return fields.get(name) instanceof Number number ? number.longValue() : 0;
  }

  public Optional<KeptJson> inside(String name) {
    return fields.get(name) instanceof Map<?, ?> object
        ? Optional.of(new KeptJson(object))
        : Optional.empty();
  }

  /// The texts of an object, by their names.
  public Map<String, String> texts(String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    inside(name)
        .ifPresent(
            object ->
                object
                    .fields()
                    .keySet()
                    .forEach(key -> texts.put((String) key, object.text((String) key))));
    return texts;
  }

  /// The texts of a list.
  public List<String> words(String name) {
    return items(name).filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /// The objects of a list.
  public List<KeptJson> all(String name) {
    return items(name)
        .filter(Map.class::isInstance)
        .map(item -> new KeptJson((Map<?, ?>) item))
        .toList();
  }

  private Stream<?> items(String name) {
    return fields.get(name) instanceof List<?> items ? items.stream() : Stream.of();
  }
}
