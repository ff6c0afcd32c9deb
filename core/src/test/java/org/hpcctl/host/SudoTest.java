package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.secret.Secret;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Becoming root by sudo, and being refused.
class SudoTest {
  @TempDir Path folder;
  private Path key;

  @BeforeEach
  void key() throws Exception {
    key = Keys.make(folder, "key", "ecdsa", "");
  }

  @Test
  void a_password_is_asked_for_and_sent_once() throws Exception {
    try (MinaServer server = MinaServer.start(folder, Map.of("SUDO_PASSWORD", "s3cret"));
        Connections connections = open(server, Optional.of("s3cret"))) {
      Remote remote = connections.remotes().getFirst();
      String seen = remote.run(RemoteContract.script("ps -eo args; env")).stdout();
      assertFalse(seen.replace("SUDO_PASSWORD=s3cret", "").contains("s3cret"));
      assertEquals(1, server.passwordsGiven());
    }
  }

  @Test
  void a_wrong_password_is_told_and_never_sent_again() throws Exception {
    try (MinaServer server = MinaServer.start(folder, Map.of("SUDO_PASSWORD", "s3cret"));
        Connections connections = open(server, Optional.of("wr0ng"))) {
      Remote remote = connections.remotes().getFirst();
      Problem first = refused(remote);
      assertEquals(first, refused(remote));
      assertEquals(1, server.passwordsGiven());
      assertEquals(1, remote.execs());
      Golden.assertMatches("host/sudo-wrong-password.txt", text(first));
    }
  }

  @Test
  void a_missing_password_is_told() throws Exception {
    try (MinaServer server = MinaServer.start(folder, Map.of("SUDO_PASSWORD", "s3cret"));
        Connections connections = open(server, Optional.empty())) {
      Golden.assertMatches(
          "host/sudo-no-password.txt", text(refused(connections.remotes().getFirst())));
    }
  }

  @Test
  void a_host_without_sudo_is_told() throws Exception {
    try (MinaServer server = MinaServer.start(folder, Map.of("PATH", "/nowhere"));
        Connections connections = open(server, Optional.of("s3cret"))) {
      Files.delete(folder.resolve("sudo"));
      Problem problem = refused(connections.remotes().getFirst());
      assertEquals("sudo on head2 refuses us", problem.what());
    }
  }

  @Test
  void a_password_nobody_asks_for_is_not_sent() throws Exception {
    try (MinaServer server = MinaServer.start(folder, Map.of());
        Connections connections = open(server, Optional.of("s3cret"))) {
      Remote remote = connections.remotes().getFirst();
      assertEquals("", remote.run(RemoteContract.script("cat")).stdout());
      assertEquals(0, server.passwordsGiven());
    }
  }

  @Test
  void a_host_that_loses_its_power_is_told() throws Exception {
    try (MinaServer server = MinaServer.start(folder, Map.of());
        Connections connections = open(server, Optional.empty())) {
      Remote remote = connections.remotes().getFirst();
      Unreachable gone =
          assertThrows(
              Unreachable.class,
              () -> remote.run(RemoteContract.script("echo begun; sleep 3"), _ -> server.cut()));
      assertEquals("the connection to head2 broke", gone.problem().what());
    }
  }

  private Connections open(MinaServer server, Optional<String> password) throws IOException {
    Become sudo = new Become.Sudo(password.map(Secret::new));
    Connections connections =
        Connections.open(List.of(server.endpoint(key, sudo)), _ -> Optional.empty());
    assertEquals(List.of(), connections.problems());
    return connections;
  }

  private static Problem refused(Remote remote) {
    Unreachable refused =
        assertThrows(Unreachable.class, () -> remote.run(RemoteContract.script("id")));
    assertFalse(refused.transientFault());
    return refused.problem();
  }

  private static String text(Problem problem) {
    return problem.what() + "\n  why: " + problem.why() + "\n  fix: " + problem.fix() + "\n";
  }
}
