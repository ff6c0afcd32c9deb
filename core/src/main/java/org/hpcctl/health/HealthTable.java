package org.hpcctl.health;

import module java.base;

import org.hpcctl.report.Ink;

/// Health as a table for people.
record HealthTable(Ink ink, boolean verbose) {
  private static final List<String> COLUMNS =
      List.of(
          "Node", "Service", "Type", "Port", "Status", "HTTP", "Time (s)", "Systemd", "Message");
  private static final int STATUS = COLUMNS.indexOf("Status");

  String of(Health health) {
    List<List<String>> rows = health.checks().stream().map(HealthTable::row).toList();
    int[] widths = widths(rows);
    StringBuilder text = new StringBuilder();
    text.append(ink.bold(line(COLUMNS, widths, UnaryOperator.identity()))).append('\n');
    for (int i = 0; i < rows.size(); i++) {
      Check check = health.checks().get(i);
      text.append(line(rows.get(i), widths, word -> coloured(check.status(), word))).append('\n');
      if (verbose) {
        check
            .details()
            .forEach(
                (name, value) -> text.append(ink.faint("    " + name + ": " + value)).append('\n'));
      }
    }
    return text.append('\n').append(health.summary()).toString();
  }

  private static List<String> row(Check check) {
    return List.of(
        check.node(),
        check.service(),
        check.type(),
        check.port().isPresent() ? Integer.toString(check.port().getAsInt()) : "-",
        check.status().word(),
        http(check),
        check.seconds().isPresent() ? "%.3f".formatted(check.seconds().getAsDouble()) : "-",
        check.systemd().isEmpty() ? "-" : check.systemd(),
        check.message());
  }

  /// `000`, as curl writes it, where somebody was asked and nobody answered.
  private static String http(Check check) {
    if (check.httpCode().isPresent()) {
      return Integer.toString(check.httpCode().getAsInt());
    }
    return check.seconds().isPresent() ? "000" : "-";
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = COLUMNS.stream().mapToInt(String::length).toArray();
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }

  /// The last column is as wide as it is; the padding stays outside of the colour.
  private static String line(List<String> cells, int[] widths, UnaryOperator<String> status) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = cells.get(i);
      line.append(i == STATUS ? status.apply(cell) : cell);
      if (i < widths.length - 1) {
        line.repeat(' ', widths[i] - cell.length() + 2);
      }
    }
    return line.toString().stripTrailing();
  }

  private String coloured(Status status, String word) {
    return switch (status.weight()) {
      case GOOD -> ink.green(word);
      case WARNING, UNKNOWN -> ink.yellow(word);
      case BAD -> ink.red(word);
    };
  }
}
