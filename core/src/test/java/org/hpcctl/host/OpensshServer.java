package org.hpcctl.host;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

/// The machine's own sshd on a port of 127.0.0.1, with keys of its own, for as long as it is open.
/// Logins have no home there: what a developer's start files do is none of our business.
final class OpensshServer implements AutoCloseable {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  // As root, sshd wants /run/sshd; where it is missing it gets one that nobody else sees.
  private static final String SANDBOX =
      """
      if [ "$(id -u)" = 0 ] && ! [ -d /run/sshd ]; then
        exec unshare -m sh -c 'mount -t tmpfs none /run && mkdir /run/sshd && exec "$0" -D -e -f "$1"' "$0" "$1"
      fi
      exec "$0" -D -e -f "$1"
      """;

  private final Process process;
  final int port;
  final Path folder;
  final Path hostKey;

  private OpensshServer(Process process, int port, Path folder, Path hostKey) {
    this.process = process;
    this.port = port;
    this.folder = folder;
    this.hostKey = hostKey;
  }

  /// @param hostKey a private key file of the host
  /// @param authorized the keys that may log in, as lines of authorized_keys
  static OpensshServer start(Path folder, Path hostKey, List<String> authorized) throws Exception {
    assumeTrue(Files.isExecutable(SSHD), "no sshd on this machine");
    Files.write(folder.resolve("authorized_keys"), authorized);
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("sshd_config"),
            """
            ListenAddress 127.0.0.1
            Port %d
            HostKey %s
            AuthorizedKeysFile %s/authorized_keys
            PidFile none
            UsePAM no
            StrictModes no
            PermitRootLogin yes
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            SetEnv HOME=/nonexistent
            """
                .formatted(port, hostKey, folder));
    Process process =
        new ProcessBuilder("sh", "-c", SANDBOX, SSHD.toString(), config.toString()).start();
    process.getOutputStream().close();
    OpensshServer server = new OpensshServer(process, port, folder, hostKey);
    server.awaitListening();
    return server;
  }

  Endpoint.Ssh endpoint(Path key, Path knownHosts) {
    return new Endpoint.Ssh(
        "head1",
        "127.0.0.1",
        port,
        System.getProperty("user.name"),
        List.of(key),
        true,
        List.of(knownHosts),
        Optional.empty(),
        Optional.empty(),
        new Become.AlreadyRoot(),
        Duration.ofSeconds(20));
  }

  /// A known_hosts file that trusts this server.
  Path knownHosts() throws IOException {
    return Files.writeString(
        folder.resolve("known_hosts"), "[127.0.0.1]:" + port + " " + Keys.publicOf(hostKey) + "\n");
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }

  private void awaitListening() throws IOException {
    BufferedReader said = process.errorReader();
    StringBuilder heard = new StringBuilder();
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      heard.append(line).append('\n');
      if (line.startsWith("Server listening on")) {
        // What sshd still says must go somewhere, or it stops.
        Fleet.beside("sshd", () -> said.transferTo(Writer.nullWriter()));
        return;
      }
    }
    throw new IllegalStateException("sshd did not start: " + heard);
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
