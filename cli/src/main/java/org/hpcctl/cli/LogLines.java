package org.hpcctl.cli;

import module java.base;

import org.hpcctl.report.Ink;

/// Lines of the journals of several hosts, each with the name of its host before it when there are
/// several.
final class LogLines {
  private final Ink ink;
  private final int width;
  private final boolean several;
  private final Map<String, List<Entry>> kept = new LinkedHashMap<>();

  /// @param time as the journal writes it; alike on all hosts, so that its text sorts
  private record Entry(String time, List<String> lines) {}

  LogLines(Ink ink, Collection<String> hosts) {
    this.ink = ink;
    this.width = hosts.stream().mapToInt(String::length).max().orElse(0);
    this.several = hosts.size() > 1;
    hosts.forEach(host -> kept.put(host, new ArrayList<>()));
  }

  /// Remembers a line. One that begins with white space goes on with the entry before it.
  void keep(String host, String line) {
    List<Entry> entries = Objects.requireNonNull(kept.get(host));
    boolean goesOn = line.isEmpty() || Character.isWhitespace(line.charAt(0));
    if (goesOn && !entries.isEmpty()) {
      entries.getLast().lines().add(line(host, line));
    } else {
      String time = line.substring(0, Math.max(0, line.indexOf(' ')));
      entries.add(new Entry(time, new ArrayList<>(List.of(line(host, line)))));
    }
  }

  Stream<String> inOrderOfTime() {
    return kept.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Entry::time))
        .flatMap(entry -> entry.lines().stream());
  }

  String line(String host, String line) {
    return several ? ink.faint(host + " ".repeat(width - host.length()) + " |") + " " + line : line;
  }
}
