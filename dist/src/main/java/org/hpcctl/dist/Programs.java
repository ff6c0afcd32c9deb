package org.hpcctl.dist;

import module java.base;

/// Programs of the build machine.
final class Programs {
  /// Runs one to its end; what it printed is shown only when it failed.
  static void run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(
          "%s ended with %d:%n%s".formatted(String.join(" ", command), exit, output));
    }
  }

  private Programs() {}
}
