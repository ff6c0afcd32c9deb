package org.hpcctl.host;

import module java.base;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// The contract over the machine's own sshd.
class SshRemoteTest implements RemoteContract {
  @TempDir static Path folder;
  @AutoClose private static OpensshServer server;
  private static Endpoint.Ssh endpoint;
  private Connections connections;

  @BeforeAll
  static void start() throws Exception {
    Path key = Keys.make(folder, "key", "ed25519", "");
    Path hostKey = Keys.make(folder, "host", "ed25519", "");
    server = OpensshServer.start(folder, hostKey, List.of(Keys.publicOf(key)));
    endpoint = server.endpoint(key, server.knownHosts());
  }

  @BeforeEach
  void connect() {
    connections = Connections.open(List.of(endpoint), _ -> Optional.empty());
  }

  @AfterEach
  void close() {
    connections.close();
  }

  @Override
  public Remote remote() {
    return connections
        .remote("head1")
        .orElseThrow(() -> new IllegalStateException(connections.problems().toString()));
  }
}
