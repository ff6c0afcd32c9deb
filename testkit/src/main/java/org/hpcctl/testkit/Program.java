package org.hpcctl.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

/// A program of a Debian package that a test speaks with.
final class Program {
  private Program() {}

  /// Skips the test where it is missing; a build machine must have it.
  static void assumeInstalled(String name, String debianPackage) {
    boolean here =
        Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, name)));
    if (!here && System.getenv("CI") != null) {
      throw new IllegalStateException(".ci/run has to install the package " + debianPackage);
    }
    assumeTrue(here, "no %s on this machine: apt-get install %s".formatted(name, debianPackage));
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
