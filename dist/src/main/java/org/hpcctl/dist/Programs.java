package org.hpcctl.dist;

import module java.base;

/// Programs of the build machine.
final class Programs {
  static String run(List<String> command) throws IOException, InterruptedException {
    return run(new ProcessBuilder(command), Set.of(0));
  }

  /// Runs one to its end.
  ///
  /// @param expected the exit statuses that are no failure
  /// @return what it printed
  static String run(ProcessBuilder program, Set<Integer> expected)
      throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (!expected.contains(exit)) {
      throw new IOException(
          "%s ended with %d:%n%s".formatted(String.join(" ", program.command()), exit, output));
    }
    return output;
  }

  private Programs() {}
}
