package org.hpcctl.bench;

import module java.base;

/// What Linux has counted of a process that is not ours; proc(5).
///
/// @param directory of the process, e.g. `/proc/4711`
record Measured(Path directory) {
  private static final int MICROSECONDS_A_TICK = 10_000;

  static Measured process(String id) {
    return new Measured(Path.of("/proc", id));
  }

  /// Processor microseconds so far, of all its threads, in the kernel too.
  long processor() throws IOException {
    String stat = Files.readString(directory.resolve("stat"));
    // The 14th and 15th words, counted after the name, which may hold blanks.
    String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(words[11]) + Long.parseLong(words[12])) * MICROSECONDS_A_TICK;
  }

  /// Megabytes that are in memory now.
  long resident() throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve("status"))) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElseThrow();
    }
  }
}
