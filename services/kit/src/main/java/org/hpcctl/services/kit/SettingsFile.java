package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// One reading of a configuration file. Collects problems instead of stopping at the first: an
/// operator corrects a file once, not once a key.
final class SettingsFile {
  private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");
  private static final Pattern CLUSTER =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9 ._-]{0,62}[A-Za-z0-9])?");

  private final Path file;
  private final ObjectNode tree;
  private final Set<String> known = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  private SettingsFile(Path file, ObjectNode tree) {
    this.file = file;
    this.tree = tree;
  }

  static Settings read(Path file, String service) throws SettingsRefused {
    SettingsFile settings = new SettingsFile(file, parse(file));
    settings.text(
        "service",
        found -> found.equals(service) ? found : null,
        "\"" + service + "\", the service that reads this file");
    String cluster =
        settings.text(
            "cluster",
            found -> CLUSTER.matcher(found).matches() ? found : null,
            "a name of 1 to 64 characters, none of them a control character");
    String host =
        settings.text(
            "host",
            found -> HOST.matcher(found).matches() ? found : null,
            "a host name in lower case");
    InetAddress bind =
        settings.text("bind", SettingsFile::address, "an IP address, e.g. \"127.0.0.1\"");
    int port = settings.number("port", 0, 65_535);
    int drain = settings.number("drain_seconds", 0, 300);
    settings.refuseUnknownKeys();
    if (!settings.problems.isEmpty() || cluster == null || host == null || bind == null) {
      throw new SettingsRefused(settings.problems);
    }
    return new Settings(service, cluster, host, bind, port, Duration.ofSeconds(drain));
  }

  private static ObjectNode parse(Path file) throws SettingsRefused {
    try (JsonParser parser = Json.STRICT.createParser(Files.readAllBytes(file))) {
      if (parser.readValueAsTree() instanceof ObjectNode object) {
        if (parser.nextToken() == null) {
          return object;
        }
        throw refused(file, "something follows the JSON object");
      }
      throw refused(file, "expected a JSON object with the service's settings");
    } catch (NoSuchFileException e) {
      throw refused(file, "no such file; hpcctl setup --phase web writes it");
    } catch (JsonProcessingException e) {
      String place =
          Optional.ofNullable(e.getLocation())
              .map(at -> ":" + at.getLineNr() + ":" + at.getColumnNr())
              .orElse("");
      String why = e.getOriginalMessage().lines().findFirst().orElse("");
      throw new SettingsRefused(List.of(file + place + ": not valid JSON: " + why));
    } catch (IOException e) {
      throw refused(file, "cannot be read: " + e.getMessage());
    }
  }

  private static SettingsRefused refused(Path file, String what) {
    return new SettingsRefused(List.of(file + ": " + what));
  }

  private <T> @Nullable T text(
      String key, Function<String, @Nullable T> meaning, String expectation) {
    JsonNode value = value(key, expectation);
    if (value == null) {
      return null;
    }
    T result = value.isTextual() ? meaning.apply(value.textValue()) : null;
    if (result == null) {
      problem(key, "expected " + expectation + ", found " + words(value));
    }
    return result;
  }

  private int number(String key, int least, int most) {
    String expectation = "a whole number from " + least + " to " + most;
    JsonNode value = value(key, expectation);
    if (value == null) {
      return least;
    }
    boolean fits =
        value.isIntegralNumber()
            && value.canConvertToInt()
            && value.intValue() >= least
            && value.intValue() <= most;
    if (!fits) {
      problem(key, "expected " + expectation + ", found " + words(value));
    }
    return value.intValue();
  }

  private @Nullable JsonNode value(String key, String expectation) {
    known.add(key);
    JsonNode value = tree.get(key);
    if (value == null) {
      problem(key, "missing; expected " + expectation);
    }
    return value;
  }

  private void refuseUnknownKeys() {
    tree.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "unknown key; known are " + String.join(", ", known));
              }
            });
  }

  private static @Nullable InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static String words(JsonNode value) {
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "…";
  }

  private void problem(String key, String what) {
    problems.add(file + ": " + key + ": " + what);
  }
}
