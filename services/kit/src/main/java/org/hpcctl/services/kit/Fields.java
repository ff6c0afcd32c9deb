package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One JSON object being read, a configuration file's or a request's. Faults are collected instead
/// of stopping at the first: whoever wrote it corrects it once, not once a key.
public final class Fields {
  private static final int SHOWN = 60;

  private final ObjectNode tree;
  private final String prefix;
  private final List<Fault> faults;
  private final List<Fields> inner = new ArrayList<>();
  private final Set<String> known = new LinkedHashSet<>();

  /// What is wrong with one key.
  ///
  /// @param key with the keys around it: `redis.nodes`
  public record Fault(String key, String what) {}

  private Fields(ObjectNode tree, String prefix, List<Fault> faults) {
    this.tree = tree;
    this.prefix = prefix;
    this.faults = faults;
  }

  public static Fields of(ObjectNode tree) {
    return new Fields(tree, "", new ArrayList<>());
  }

  public <T> T required(String key, Kind<T> kind) {
    known.add(key);
    JsonNode value = tree.get(key);
    if (value == null) {
      fault(key, "missing; expected " + kind.expectation());
      return kind.blank();
    }
    return meaning(key, value, kind);
  }

  /// Empty when the key is not there or null.
  public <T> Optional<T> optional(String key, Kind<T> kind) {
    known.add(key);
    JsonNode value = tree.get(key);
    return value == null || value.isNull()
        ? Optional.empty()
        : Optional.of(meaning(key, value, kind));
  }

  public <T> T optional(String key, Kind<T> kind, T otherwise) {
    return optional(key, kind).orElse(otherwise);
  }

  /// The object below `key`, empty when it is not there.
  public Optional<Fields> object(String key) {
    known.add(key);
    return switch (tree.get(key)) {
      case null -> Optional.empty();
      case ObjectNode object -> {
        Fields below = new Fields(object, prefix + key + ".", faults);
        inner.add(below);
        yield Optional.of(below);
      }
      case JsonNode other -> {
        fault(key, "expected an object, found " + words(other));
        yield Optional.empty();
      }
    };
  }

  /// The object below `key`; one without keys when it is not there.
  public Fields section(String key) {
    return object(key).orElseGet(() -> new Fields(Json.object(), prefix + key + ".", faults));
  }

  /// The names of all keys, for an object whose keys the sender chooses.
  public Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }

  /// Adds what a rule over several keys found.
  public void fault(String key, String what) {
    faults.add(new Fault(prefix + key, what));
  }

  /// All that is wrong, also with the keys that nobody asked for. Call it when all is read.
  public List<Fault> faults() {
    unknown();
    return List.copyOf(faults);
  }

  private void unknown() {
    for (String name : names()) {
      if (!known.contains(name)) {
        fault(
            name,
            known.isEmpty()
                ? "unknown key; none is known here"
                : "unknown key; known are " + String.join(", ", known));
      }
    }
    inner.forEach(Fields::unknown);
  }

  private <T> T meaning(String key, JsonNode value, Kind<T> kind) {
    T result = kind.meaning().apply(value);
    if (result == null) {
      String found = kind.hidden() ? "" : ", found " + words(value);
      fault(key, "expected " + kind.expectation() + found);
      return kind.blank();
    }
    return result;
  }

  private static String words(JsonNode value) {
    String text = value.toString();
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
  }
}
