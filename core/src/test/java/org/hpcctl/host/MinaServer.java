package org.hpcctl.host;

import module java.base;

import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;

/// An SSH server in this process that really runs `/bin/sh`; its host key is ECDSA. A `sudo` of
/// ours comes first in its path.
final class MinaServer implements AutoCloseable {
  private static final String SUDO =
      """
      #!/bin/sh
      # Stands in for sudo: -n, or -S -p PROMPT with the password in $SUDO_PASSWORD.
      while [ "$1" != -- ]; do
        case $1 in -n) never=1 ;; -p) prompt=$2; shift ;; esac
        shift
      done
      shift
      [ -n "$SUDO_PASSWORD" ] || exec "$@"
      [ -z "$never" ] || { echo 'sudo: a password is required' >&2; exit 1; }
      while printf %s "$prompt" >&2; do
        read -r answer || { echo 'sudo: no password was provided' >&2; exit 1; }
        echo asked >>"$(dirname "$0")/asked"
        [ "$answer" != "$SUDO_PASSWORD" ] || exec "$@"
        echo 'Sorry, try again.' >&2
      done
      """;

  private final SshServer server;
  private final Path folder;
  private final KeyPair hostKey;

  private MinaServer(SshServer server, Path folder, KeyPair hostKey) {
    this.server = server;
    this.folder = folder;
    this.hostKey = hostKey;
  }

  /// Shows a key and signs with another one, as somebody would who stands in between.
  static MinaServer startWithoutItsKey(Path folder) throws Exception {
    MinaServer server = start(folder, Map.of());
    KeyPair other = ecdsa();
    server.server.setKeyPairProvider(
        KeyPairProvider.wrap(new KeyPair(server.hostKey.getPublic(), other.getPrivate())));
    return server;
  }

  private static KeyPair ecdsa() throws GeneralSecurityException {
    KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
    curves.initialize(new ECGenParameterSpec("secp256r1"));
    return curves.generateKeyPair();
  }

  /// @param environment added to that of the commands
  static MinaServer start(Path folder, Map<String, String> environment) throws Exception {
    Path sudo = Files.writeString(folder.resolve("sudo"), SUDO);
    Files.setPosixFilePermissions(sudo, PosixFilePermissions.fromString("rwxr-xr-x"));
    KeyPair hostKey = ecdsa();
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(hostKey));
    server.setPublickeyAuthenticator((user, _, _) -> user.equals("operator"));
    server.setCommandFactory(
        (_, line) -> {
          ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", line);
          builder.environment().merge("PATH", folder.toString(), (path, own) -> own + ":" + path);
          builder.environment().putAll(environment);
          return new Shell(builder);
        });
    server.start();
    return new MinaServer(server, folder, hostKey);
  }

  Endpoint.Ssh endpoint(Path key, Become become) throws IOException {
    HostKey shown = HostKey.of(hostKey.getPublic());
    Path knownHosts =
        Files.writeString(
            folder.resolve("known_hosts"),
            KnownHost.line("[127.0.0.1]:" + server.getPort(), shown, true) + "\n");
    return new Endpoint.Ssh(
        "head2",
        "127.0.0.1",
        server.getPort(),
        "operator",
        List.of(key),
        true,
        List.of(knownHosts),
        Optional.empty(),
        Optional.empty(),
        become,
        Duration.ofSeconds(20));
  }

  /// How often the stand-in for sudo was given a password.
  int passwordsGiven() throws IOException {
    Path asked = folder.resolve("asked");
    return Files.exists(asked) ? Files.readAllLines(asked).size() : 0;
  }

  /// Ends every session, as a host that loses its power does.
  void cut() {
    server.getActiveSessions().forEach(session -> session.close(true));
  }

  @Override
  public void close() throws IOException {
    server.stop(true);
  }

  /// One process with its streams joined to the channel's.
  private static final class Shell implements Command {
    private final ProcessBuilder builder;
    private final CompletableFuture<InputStream> in = new CompletableFuture<>();
    private final CompletableFuture<OutputStream> out = new CompletableFuture<>();
    private final CompletableFuture<OutputStream> err = new CompletableFuture<>();
    private final CompletableFuture<ExitCallback> exit = new CompletableFuture<>();
    private final CompletableFuture<Process> process = new CompletableFuture<>();

    Shell(ProcessBuilder builder) {
      this.builder = builder;
    }

    @Override
    public void setInputStream(InputStream stream) {
      in.complete(stream);
    }

    @Override
    public void setOutputStream(OutputStream stream) {
      out.complete(stream);
    }

    @Override
    public void setErrorStream(OutputStream stream) {
      err.complete(stream);
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
      exit.complete(callback);
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      Process started = builder.start();
      process.complete(started);
      Fleet.beside("in", () -> pump(in.join(), started.getOutputStream()));
      var said = Fleet.beside("out", () -> pump(started.getInputStream(), out.join()));
      var complained = Fleet.beside("err", () -> pump(started.getErrorStream(), err.join()));
      CompletableFuture.allOf(said, complained, started.onExit())
          .thenRun(() -> exit.join().onExit(started.exitValue()));
    }

    @Override
    public void destroy(ChannelSession channel) {
      Process started = process.join();
      started.descendants().forEach(ProcessHandle::destroy);
      started.destroy();
    }

    private static @org.jspecify.annotations.Nullable Void pump(InputStream from, OutputStream to)
        throws IOException {
      try (to) {
        byte[] buffer = new byte[32 * 1024];
        for (int length = from.read(buffer); length >= 0; length = from.read(buffer)) {
          to.write(buffer, 0, length);
          to.flush();
        }
      } catch (IOException endedBefore) {
        // Whichever side ended first, the other has nothing to say to it.
      }
      return null;
    }
  }
}
