package org.hpcctl.host;

import module java.base;

import org.hpcctl.secret.Secret;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The contract over a server in this process, as a user whose sudo wants a password.
@Tag("slow")
class SshRemoteWithSudoTest implements RemoteContract {
  private static final String PASSWORD = "it's a \"secret\" $HOME";

  @TempDir Path folder;
  private MinaServer server;
  private Connections connections;

  @BeforeEach
  void connect() throws Exception {
    Path key = Keys.make(folder, "key", "ecdsa", "");
    server = MinaServer.start(folder, Map.of("SUDO_PASSWORD", PASSWORD));
    Become sudo = new Become.Sudo(Optional.of(new Secret(PASSWORD)));
    connections = Connections.open(List.of(server.endpoint(key, sudo)), _ -> Optional.empty());
  }

  @AfterEach
  void close() throws Exception {
    connections.close();
    server.close();
  }

  @Override
  public Remote remote() {
    return connections
        .remote("head2")
        .orElseThrow(() -> new IllegalStateException(connections.problems().toString()));
  }
}
