package org.hpcctl.testkit;

import static org.junit.jupiter.api.Assumptions.abort;

import module java.base;

/// A program of a Debian package that a test speaks with.
final class Program {
  private Program() {}

  /// Skips the test where it is missing; a build machine must have it. Where it is there nothing of
  /// JUnit is needed.
  static void assumeInstalled(String name, String debianPackage) {
    if (isInstalled(name)) {
      return;
    }
    if (System.getenv("CI") != null) {
      throw new IllegalStateException(".ci/run has to install the package " + debianPackage);
    }
    abort("no %s on this machine: apt-get install %s".formatted(name, debianPackage));
  }

  static boolean isInstalled(String name) {
    return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
        .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
  }

  /// Runs it to its end.
  static void run(Path folder, List<String> words) throws IOException {
    String _ = said(folder, Map.of(), words);
  }

  /// Runs it to its end and returns what it said.
  static String said(Path folder, Map<String, String> environment, List<String> words)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(words.getFirst() + ": " + said);
      }
      return said;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException(e.getMessage());
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
