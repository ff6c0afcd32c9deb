package org.hpcctl.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

/// Key files for tests, made by the real `ssh-keygen`.
final class Keys {
  private Keys() {}

  static Path make(Path folder, String name, String type, String passphrase) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh-keygen")), "no ssh-keygen on this machine");
    Path file = folder.resolve(name);
    tool("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", file.toString());
    return file;
  }

  static String publicOf(Path key) throws IOException {
    return Files.readString(key.resolveSibling(key.getFileName() + ".pub")).strip();
  }

  /// The key of a `.pub` file as a host key.
  static HostKey hostKey(Path key) throws IOException {
    String[] fields = publicOf(key).split(" ");
    return new HostKey(fields[0], fields[1]);
  }

  /// Runs a tool that must succeed and gives what it said.
  static String tool(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
