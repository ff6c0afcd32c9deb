package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import module java.base;

import org.hpcctl.host.FirstContact.Meeting;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Meeting hosts for the first time, against the machine's own sshd.
class FirstContactTest {
  @TempDir static Path folder;
  @AutoClose private static OpensshServer server;
  private static Path key;
  private static Path otherKey;

  @BeforeAll
  static void start() throws Exception {
    key = Keys.make(folder, "key", "ed25519", "");
    otherKey = Keys.make(folder, "other", "ed25519", "");
    Path hostKey = Keys.make(folder, "host", "ed25519", "");
    server = OpensshServer.start(folder, hostKey, List.of(Keys.publicOf(key)));
  }

  @Test
  void a_stranger_is_known_once_it_is_trusted(@TempDir Path home) throws Exception {
    Path file = home.resolve(".ssh/known_hosts");
    Endpoint.Ssh endpoint = server.endpoint(key, file);
    Meeting.Stranger stranger = assertInstanceOf(Meeting.Stranger.class, met(endpoint));
    assertEquals(Keys.hostKey(server.hostKey), stranger.key());

    assertEquals(file, FirstContact.trust(stranger));

    assertInstanceOf(Meeting.Known.class, met(endpoint));
    assertEquals(
        "[127.0.0.1]:%1$d,[head1]:%1$d %2$s %3$s\n"
            .formatted(server.port, stranger.key().type(), stranger.key().base64()),
        Files.readString(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void names_are_hidden_in_a_file_that_hides_them(@TempDir Path home) throws Exception {
    String before = KnownHost.line("elsewhere", Keys.hostKey(otherKey), true);
    Path file = Files.writeString(home.resolve("known_hosts"), before);
    Endpoint.Ssh endpoint = server.endpoint(key, file);

    FirstContact.trust(assertInstanceOf(Meeting.Stranger.class, met(endpoint)));

    List<String> lines = Files.readAllLines(file);
    assertEquals(before, lines.getFirst());
    assertEquals(3, lines.stream().filter(line -> line.startsWith("|1|")).count());
    assertInstanceOf(Meeting.Known.class, met(endpoint));
    String found =
        Keys.tool("ssh-keygen", "-F", "[127.0.0.1]:" + server.port, "-f", file.toString());
    assertEquals(1, found.lines().filter(line -> line.contains("ssh-ed25519")).count(), found);
  }

  @Test
  void a_changed_key_is_turned_away(@TempDir Path home) throws Exception {
    String line =
        KnownHost.line("[127.0.0.1]:" + server.port, Keys.hostKey(otherKey), false) + "\n";
    Path file = Files.writeString(home.resolve("known_hosts"), line);
    Meeting.Turned turned = assertInstanceOf(Meeting.Turned.class, met(server.endpoint(key, file)));
    assertEquals(
        "the key of head1 HAS CHANGED: it shows ssh-ed25519 "
            + Keys.hostKey(server.hostKey).fingerprint(),
        turned.problem().what());
  }

  @Test
  void a_host_behind_another_is_met_after_it(@TempDir Path home) throws Exception {
    Path file = home.resolve("known_hosts");
    Endpoint.Ssh gate = server.endpoint(key, file);
    Endpoint.Ssh inner =
        new Endpoint.Ssh(
            "inner",
            "localhost",
            server.port,
            gate.user(),
            gate.keys(),
            true,
            gate.knownHosts(),
            Optional.empty(),
            Optional.of(gate),
            gate.become(),
            gate.patience());
    assertEquals(List.of(List.of(gate), List.of(inner)), FirstContact.rounds(List.of(inner, gate)));
    assertInstanceOf(Meeting.Turned.class, met(inner));

    FirstContact.trust(assertInstanceOf(Meeting.Stranger.class, met(gate)));

    assertInstanceOf(Meeting.Stranger.class, met(inner));
  }

  private static Meeting met(Endpoint.Ssh endpoint) {
    try (FirstContact contact = new FirstContact(_ -> Optional.empty())) {
      return contact.meet(List.of(endpoint)).getFirst();
    }
  }
}
