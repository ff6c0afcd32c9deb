package org.hpcctl.services.metricsapi.source;

import module java.base;

/// One line of Prometheus' text format 0.0.4.
record Exposed(String name, Map<String, String> labels, double value) {
  private static final Pattern LINE =
      Pattern.compile(
          "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)\\})?[ \\t]+(\\S+)(?:[ \\t]+-?\\d+)?[ \\t]*");
  private static final Pattern LABEL =
      Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

  String label(String name) {
    return labels.getOrDefault(name, "");
  }

  /// @throws IOException a line is not of this format
  static List<Exposed> read(String text) throws IOException {
    List<Exposed> all = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (!line.isBlank() && !line.startsWith("#")) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
          throw new IOException("not Prometheus' text format: " + line);
        }
        String labels = Objects.requireNonNullElse(parts.group(2), "");
        all.add(new Exposed(parts.group(1), labels(labels), value(parts.group(3))));
      }
    }
    return all;
  }

  private static Map<String, String> labels(String text) throws IOException {
    Map<String, String> labels = new HashMap<>();
    Matcher label = LABEL.matcher(text);
    int end = 0;
    while (label.find() && label.start() == end) {
      labels.put(label.group(1), label.group(2).translateEscapes());
      end = label.end();
    }
    if (end != text.length()) {
      throw new IOException("not labels: " + text);
    }
    return labels;
  }

  private static double value(String text) throws IOException {
    try {
      return switch (text) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        default -> Double.parseDouble(text);
      };
    } catch (NumberFormatException e) {
      throw new IOException("not a number: " + text, e);
    }
  }
}
