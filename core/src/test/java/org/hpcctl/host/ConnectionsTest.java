package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is let in, who is trusted, and what is told when not; against the machine's own sshd.
class ConnectionsTest {
  @TempDir static Path folder;
  @AutoClose private static OpensshServer server;
  private static Path key;
  private static Path otherKey;
  private static Path lockedKey;
  private static Path knownHosts;

  @BeforeAll
  static void start() throws Exception {
    key = Keys.make(folder, "key", "ed25519", "");
    otherKey = Keys.make(folder, "other", "ed25519", "");
    lockedKey = Keys.make(folder, "locked", "rsa", "a passphrase");
    List<String> authorized =
        new ArrayList<>(List.of(Keys.publicOf(key), Keys.publicOf(lockedKey)));
    for (String type : List.of("rsa", "ecdsa")) {
      authorized.add(Keys.publicOf(Keys.make(folder, type, type, "")));
    }
    server = OpensshServer.start(folder, Keys.make(folder, "host", "ed25519", ""), authorized);
    knownHosts = server.knownHosts();
  }

  @Test
  void what_every_connection_needs_is_set_up_without_any_host() {
    assertDoesNotThrow(Connections::prepare);
  }

  @ParameterizedTest
  @ValueSource(strings = {"key", "rsa", "ecdsa"})
  void each_kind_of_key_logs_in(String name) {
    assertEquals(List.of(), problems(server.endpoint(folder.resolve(name), knownHosts)));
  }

  @Test
  void an_unknown_host_key_is_refused_with_its_fingerprint() throws Exception {
    told("unknown-key", server.endpoint(key, folder.resolve("nowhere")));
  }

  @Test
  void a_changed_host_key_is_refused_loudly_and_once() throws Exception {
    try (Door door = new Door(server.port, 0)) {
      Path changed = trusting("changed", door.port(), "", Keys.publicOf(otherKey));
      told("changed-key", at(server.endpoint(key, changed), door.port()));
      assertEquals(1, door.knocks.get());
    }
  }

  @Test
  void a_revoked_host_key_is_refused() throws Exception {
    Path revoked = trusting("revoked", server.port, "@revoked ", Keys.publicOf(server.hostKey));
    told("revoked-key", server.endpoint(key, revoked));
  }

  @Test
  void a_host_vouched_for_by_an_authority_only_is_refused_and_says_so() throws Exception {
    Path authority =
        trusting("authority", server.port, "@cert-authority ", Keys.publicOf(otherKey));
    told("authority", server.endpoint(key, authority));
  }

  @Test
  void a_pinned_host_key_needs_no_known_hosts() throws Exception {
    Path nowhere = folder.resolve("nowhere");
    String pin = Keys.hostKey(server.hostKey).fingerprint();
    assertEquals(List.of(), problems(pinned(server.endpoint(key, nowhere), pin)));
  }

  @Test
  void a_pin_wins_over_known_hosts() throws Exception {
    told(
        "pinned-otherwise",
        pinned(server.endpoint(key, knownHosts), Keys.hostKey(otherKey).fingerprint()));
  }

  @Test
  void a_key_that_is_not_authorized_is_told_with_what_was_tried() throws Exception {
    told("login-refused", server.endpoint(otherKey, knownHosts));
  }

  @Test
  void a_key_with_a_passphrase_needs_an_agent() throws Exception {
    told("passphrase", server.endpoint(lockedKey, knownHosts));
  }

  @Test
  void a_key_that_is_not_there_is_told() throws Exception {
    told("missing-key", server.endpoint(folder.resolve("no-such-key"), knownHosts));
  }

  @Test
  void the_agent_signs_for_a_key_with_a_passphrase() throws Exception {
    Path socket = folder.resolve("agent");
    try (var agent = new RunningAgent(socket)) {
      agent.add(lockedKey, "a passphrase");
      assertEquals(List.of(), problems(server.endpoint(lockedKey, knownHosts), agent::environment));
    }
  }

  @Test
  void the_agents_other_keys_are_tried_when_no_key_is_named() throws Exception {
    try (var agent = new RunningAgent(folder.resolve("agent"))) {
      agent.add(otherKey, "");
      agent.add(folder.resolve("ecdsa"), "");
      Endpoint.Ssh named = server.endpoint(key, knownHosts);
      Endpoint.Ssh any =
          new Endpoint.Ssh(
              named.name(),
              named.address(),
              named.port(),
              named.user(),
              List.of(),
              false,
              named.knownHosts(),
              Optional.empty(),
              Optional.empty(),
              named.become(),
              named.patience());
      assertEquals(List.of(), problems(any, agent::environment));
    }
  }

  @Test
  void a_host_behind_two_others_is_reached_through_them() throws Exception {
    Endpoint.Ssh first = named(server.endpoint(key, knownHosts), "gate1", Optional.empty());
    Endpoint.Ssh second = named(server.endpoint(key, knownHosts), "gate2", Optional.of(first));
    Endpoint.Ssh inner = named(server.endpoint(key, knownHosts), "inner1", Optional.of(second));
    Endpoint.Ssh inner2 = named(server.endpoint(key, knownHosts), "inner2", Optional.of(second));
    try (Connections connections =
        Connections.open(List.of(inner, inner2), _ -> Optional.empty())) {
      assertEquals(List.of(), connections.problems());
      for (Remote remote : connections.remotes()) {
        assertEquals("there\n", remote.run(RemoteContract.script("echo there")).stdout());
      }
    }
  }

  @Test
  void a_door_that_turns_the_first_away_is_tried_again() throws Exception {
    try (Door door = new Door(server.port, 2)) {
      Path trusted = trusting("door", door.port(), "", Keys.publicOf(server.hostKey));
      assertEquals(List.of(), problems(at(server.endpoint(key, trusted), door.port())));
      assertEquals(3, door.knocks.get());
    }
  }

  @Test
  void a_host_that_takes_the_connection_and_says_nothing_is_given_up() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Endpoint.Ssh endpoint =
          patient(
              at(server.endpoint(key, knownHosts), silent.getLocalPort()), Duration.ofMillis(500));
      told("silent", endpoint);
    }
  }

  @Test
  void a_closed_port_is_told_and_the_others_are_usable() throws Exception {
    Endpoint.Ssh closed =
        patient(
            at(
                named(server.endpoint(key, knownHosts), "head2", Optional.empty()),
                OpensshServer.freePort()),
            Duration.ofMillis(500));
    try (Connections connections =
        Connections.open(
            List.of(closed, server.endpoint(key, knownHosts)), _ -> Optional.empty())) {
      Golden.assertMatches("host/closed-port.txt", text(connections.problems()));
      assertTrue(connections.remote("head2").isEmpty());
      assertEquals(List.of("head1"), connections.remotes().stream().map(Remote::host).toList());
    }
  }

  @Test
  void a_connection_that_breaks_is_told_and_may_be_tried_again() throws Exception {
    try (Door door = new Door(server.port, 0)) {
      Path trusted = trusting("door", door.port(), "", Keys.publicOf(server.hostKey));
      try (Connections connections =
          Connections.open(
              List.of(at(server.endpoint(key, trusted), door.port())), _ -> Optional.empty())) {
        Remote remote = connections.remotes().getFirst();
        Unreachable broken =
            assertThrows(
                Unreachable.class,
                () -> remote.run(RemoteContract.script("echo begun; sleep 3"), _ -> shut(door)));
        assertTrue(broken.transientFault());
        Golden.assertMatches("host/broken.txt", text(List.of(broken.problem())));
        assertThrows(Unreachable.class, () -> remote.hold(RemoteContract.script("echo")));
      }
    }
  }

  private static void shut(Door door) {
    try {
      door.shut();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void told(String golden, Endpoint endpoint) {
    Golden.assertMatches("host/" + golden + ".txt", text(problems(endpoint)));
  }

  private static List<Problem> problems(Endpoint endpoint) {
    return problems(endpoint, _ -> Optional.empty());
  }

  private static List<Problem> problems(
      Endpoint endpoint, Function<String, Optional<String>> environment) {
    try (Connections connections = Connections.open(List.of(endpoint), environment)) {
      for (Remote remote : connections.remotes()) {
        assertFalse(remote.run(RemoteContract.script("id")).stdout().isEmpty());
      }
      return connections.problems();
    }
  }

  private static String text(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                problem.what() + "\n  why: " + problem.why() + "\n  fix: " + problem.fix() + "\n")
        .collect(Collectors.joining())
        .replace(folder.toString(), "FOLDER")
        .replace(System.getProperty("user.name") + "@", "USER@")
        .replace(" let " + System.getProperty("user.name"), " let USER")
        .replaceAll("(port|-p) \\d+", "$1 PORT")
        .replaceAll("SHA256:[A-Za-z0-9+/]{43}", "SHA256:…");
  }

  private static Path trusting(String name, int port, String marker, String publicKey)
      throws IOException {
    return Files.writeString(
        folder.resolve(name),
        "# ours\n\n" + marker + "[127.0.0.1]:" + port + " " + publicKey + "\n");
  }

  private static Endpoint.Ssh at(Endpoint.Ssh endpoint, int port) {
    return changed(
        endpoint, endpoint.name(), port, endpoint.hostKey(), endpoint.jump(), endpoint.patience());
  }

  private static Endpoint.Ssh pinned(Endpoint.Ssh endpoint, String pin) {
    return changed(
        endpoint,
        endpoint.name(),
        endpoint.port(),
        Optional.of(pin),
        endpoint.jump(),
        endpoint.patience());
  }

  private static Endpoint.Ssh patient(Endpoint.Ssh endpoint, Duration patience) {
    return changed(
        endpoint, endpoint.name(), endpoint.port(), endpoint.hostKey(), endpoint.jump(), patience);
  }

  private static Endpoint.Ssh named(
      Endpoint.Ssh endpoint, String name, Optional<Endpoint.Ssh> jump) {
    return changed(endpoint, name, endpoint.port(), endpoint.hostKey(), jump, endpoint.patience());
  }

  private static Endpoint.Ssh changed(
      Endpoint.Ssh endpoint,
      String name,
      int port,
      Optional<String> hostKey,
      Optional<Endpoint.Ssh> jump,
      Duration patience) {
    return new Endpoint.Ssh(
        name,
        endpoint.address(),
        port,
        endpoint.user(),
        endpoint.keys(),
        endpoint.onlyKeys(),
        endpoint.knownHosts(),
        hostKey,
        jump,
        endpoint.become(),
        patience);
  }
}
