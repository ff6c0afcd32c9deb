package org.hpcctl.host;

import module java.base;

/// The machine's own ssh-agent, for as long as it is open.
final class RunningAgent implements AutoCloseable {
  private final Path socket;
  private final Process process;

  RunningAgent(Path socket) throws IOException {
    this.socket = socket;
    this.process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    // It says where it listens once it does.
    process.inputReader().readLine();
  }

  Optional<String> environment(String name) {
    return name.equals("SSH_AUTH_SOCK") ? Optional.of(socket.toString()) : Optional.empty();
  }

  void add(Path key, String passphrase) throws Exception {
    Path ask = Files.createTempFile(key.getParent(), "ask", ".sh");
    Files.writeString(ask, "#!/bin/sh\necho '" + passphrase + "'\n");
    Files.setPosixFilePermissions(ask, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", key.toString());
    add.environment()
        .putAll(
            Map.of(
                "SSH_AUTH_SOCK", socket.toString(),
                "SSH_ASKPASS", ask.toString(),
                "SSH_ASKPASS_REQUIRE", "force"));
    if (add.inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException("ssh-add refuses " + key);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
