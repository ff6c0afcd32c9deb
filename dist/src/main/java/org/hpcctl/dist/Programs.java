package org.hpcctl.dist;

import module java.base;

/// Programs of the build machine.
final class Programs {
  static void run(List<String> command) throws IOException, InterruptedException {
    run(command, Map.of(), Set.of(0));
  }

  /// Runs one to its end; what it printed is shown only when it failed.
  ///
  /// @param environment added to ours
  /// @param expected the exit statuses that are no failure
  static void run(List<String> command, Map<String, String> environment, Set<Integer> expected)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (!expected.contains(exit)) {
      throw new IOException(
          "%s ended with %d:%n%s".formatted(String.join(" ", command), exit, output));
    }
  }

  private Programs() {}
}
