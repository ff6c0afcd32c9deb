package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import module java.base;

import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.hpcctl.host.Become;
import org.hpcctl.host.Endpoint;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `hpcctl trust` shows, asks and writes, against SSH servers in this process.
class IntroductionTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private SshServer first;
  private SshServer second;

  @BeforeEach
  void start() throws Exception {
    first = server("127.0.0.1");
    second = server("127.0.0.2");
  }

  @AfterEach
  void stop() throws IOException {
    first.stop(true);
    second.stop(true);
  }

  @Test
  void the_keys_are_shown_and_trusted_when_the_operator_agrees() throws Exception {
    assertEquals(ExitCode.OK, introduced("yes\n", Map.of(), head1(), head2()));
    assertEquals(ExitCode.OK, introduced("", Map.of(), head1(), head2()));
    told("agreed");
    assertEquals(2, Files.readAllLines(folder.resolve("trusted")).size());
  }

  @Test
  void nothing_is_written_when_the_operator_does_not_agree() {
    assertEquals(ExitCode.REFUSED, introduced("\n", Map.of(), head1()));
    told("declined");
    assertFalse(Files.exists(folder.resolve("trusted")));
  }

  @Test
  void a_pipeline_gives_the_fingerprint_and_is_not_asked() throws Exception {
    String right = KeyUtils.getFingerPrint(key(first));
    Map<String, String> fingerprints = Map.of("head1", right, "head2", right);
    assertEquals(ExitCode.PARTIAL, introduced("", fingerprints, head1(), head2()));
    told("fingerprints");
    assertEquals(1, Files.readAllLines(folder.resolve("trusted")).size());
  }

  @Test
  void a_pipeline_that_says_nothing_is_refused() {
    assertEquals(ExitCode.REFUSED, introduced("", Map.of(), head2()));
    told("nobody-to-ask");
  }

  @Test
  void a_changed_key_is_refused_even_with_yes() throws Exception {
    String other = "[127.0.0.1]:" + first.getPort() + " " + PublicKeyEntry.toString(key(second));
    Files.writeString(folder.resolve("trusted"), other + "\n");
    Introduction yes = new Introduction(terminal(""), true, Map.of());
    assertEquals(ExitCode.REFUSED, yes.of(List.of(head1())));
    told("changed");
  }

  /// @param typed what the operator types; when empty there is no terminal
  private ExitCode introduced(
      String typed, Map<String, String> fingerprints, Endpoint.Ssh... hosts) {
    return new Introduction(terminal(typed), false, fingerprints).of(List.of(hosts));
  }

  private Terminal terminal(String typed) {
    return new Terminal(
        new BufferedReader(new StringReader(typed)),
        new PrintWriter(out),
        new PrintWriter(err),
        typed.isEmpty() ? Set.of() : EnumSet.allOf(Terminal.Standard.class),
        false,
        _ -> Optional.empty(),
        folder);
  }

  private Endpoint.Ssh head1() {
    return endpoint("head1", "127.0.0.1", first);
  }

  private Endpoint.Ssh head2() {
    return endpoint("head2", "127.0.0.2", second);
  }

  private Endpoint.Ssh endpoint(String name, String address, SshServer server) {
    return new Endpoint.Ssh(
        name,
        address,
        server.getPort(),
        "root",
        List.of(),
        true,
        List.of(folder.resolve("trusted")),
        Optional.empty(),
        Optional.empty(),
        new Become.AlreadyRoot(),
        Duration.ofSeconds(20));
  }

  private void told(String golden) {
    String text =
        (out + "---- stderr\n" + err)
            .replace(folder.toString(), "FOLDER")
            .replaceAll("SHA256:[A-Za-z0-9+/]{43}", "SHA256:…")
            .replaceAll("]:\\d+", "]:PORT");
    Golden.assertMatches("trust/" + golden + ".txt", text);
  }

  private static SshServer server(String host) throws Exception {
    KeyPairGenerator curves = KeyPairGenerator.getInstance("EC");
    curves.initialize(new ECGenParameterSpec("secp256r1"));
    SshServer server = SshServer.setUpDefaultServer();
    server.setHost(host);
    server.setKeyPairProvider(KeyPairProvider.wrap(curves.generateKeyPair()));
    server.start();
    return server;
  }

  private static PublicKey key(SshServer server) throws Exception {
    return server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
  }
}
