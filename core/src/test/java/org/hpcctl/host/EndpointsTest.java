package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import module java.base;

import org.hpcctl.secret.Secret;
import org.hpcctl.spec.Connection;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.Ssh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The YAML, then the operator's OpenSSH configuration, then OpenSSH's defaults.
class EndpointsTest {
  private static final Ssh PLAIN =
      new Ssh(
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          org.hpcctl.spec.Become.NONE);

  @TempDir Path home;

  @Test
  void without_a_configuration_the_usual_keys_and_files_are_taken() throws Exception {
    Path key = Files.writeString(Files.createDirectory(home.resolve(".ssh")).resolve("id_rsa"), "");
    Endpoint.Ssh endpoint = endpoint(PLAIN, controller());
    assertEquals("192.0.2.1", endpoint.address());
    assertEquals("root", endpoint.user());
    assertEquals(22, endpoint.port());
    assertEquals(List.of(key), endpoint.keys());
    assertFalse(endpoint.onlyKeys());
    assertEquals(home.resolve(".ssh/known_hosts"), endpoint.knownHosts().getFirst());
    assertEquals(new Become.AlreadyRoot(), endpoint.become());
  }

  @Test
  void the_configuration_fills_in_what_the_yaml_leaves_out() throws Exception {
    Path key = Files.writeString(home.resolve("key"), "");
    Endpoint.Ssh endpoint =
        endpoint(
            PLAIN,
            controller(),
            """
            Host head1
              HostName 198.51.100.7
              Port 2200
              User operator-of-tests
              IdentityFile %1$s/key
              IdentitiesOnly yes
              UserKnownHostsFile %1$s/a %1$s/b
              GlobalKnownHostsFile none
              ProxyJump gate@outer:2022,inner
            Host inner
              HostName 198.51.100.8
            """
                .formatted(home));
    assertEquals("198.51.100.7", endpoint.address());
    assertEquals(2200, endpoint.port());
    assertEquals("operator-of-tests", endpoint.user());
    assertEquals(List.of(key), endpoint.keys());
    assertEquals(
        List.of(home.resolve("a"), home.resolve("b")), endpoint.knownHosts().subList(0, 2));
    assertEquals(new Become.Sudo(Optional.of(new Secret("s3cret"))), endpoint.become());
    Endpoint.Ssh inner = endpoint.jump().orElseThrow();
    assertEquals("198.51.100.8", inner.address());
    Endpoint.Ssh outer = inner.jump().orElseThrow();
    assertEquals(List.of("outer", "gate"), List.of(outer.address(), outer.user()));
    assertEquals(2022, outer.port());
    assertFalse(endpoint.toString().contains("s3cret"));
  }

  @Test
  void the_yaml_wins() throws Exception {
    Ssh ssh =
        new Ssh(
            Optional.of("hpcadmin"),
            OptionalInt.of(2222),
            Optional.of("~/named"),
            Optional.of("known"),
            Optional.of("bastion"),
            org.hpcctl.spec.Become.SUDO);
    Endpoint.Ssh endpoint =
        endpoint(
            ssh, controller(), "Host *\n  Port 1\n  User x\n  IdentityFile /y\n  ProxyJump z\n");
    assertEquals(2222, endpoint.port());
    assertEquals("hpcadmin", endpoint.user());
    assertEquals(List.of(home.resolve("named")), endpoint.keys());
    assertEquals(List.of(home.resolve("base/known")), endpoint.knownHosts());
    assertEquals("bastion", endpoint.jump().orElseThrow().address());
  }

  @Test
  void the_yaml_wins_also_when_it_says_what_is_usual() throws Exception {
    Ssh ssh =
        new Ssh(
            Optional.of("root"),
            OptionalInt.of(22),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            org.hpcctl.spec.Become.NONE);
    Endpoint.Ssh endpoint = endpoint(ssh, controller(), "Host *\n  Port 2200\n  User other\n");
    assertEquals("root", endpoint.user());
    assertEquals(22, endpoint.port());
    assertEquals(new Become.AlreadyRoot(), endpoint.become());
  }

  private Endpoint.Ssh endpoint(Ssh ssh, Controller controller) {
    return (Endpoint.Ssh) endpoints(Optional.empty()).of(ssh, List.of(controller)).getFirst();
  }

  private Endpoint.Ssh endpoint(Ssh ssh, Controller controller, String config) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "no ssh on this machine");
    Path file = Files.writeString(home.resolve("config"), config);
    return (Endpoint.Ssh) endpoints(Optional.of(file)).of(ssh, List.of(controller)).getFirst();
  }

  private Endpoints endpoints(Optional<Path> config) {
    return new Endpoints(
        home.resolve("base"),
        home,
        config,
        Optional.of(new Secret("s3cret")),
        Duration.ofSeconds(1));
  }

  private static Controller controller() {
    return new Controller(
        "head1",
        "192.0.2.1",
        Set.of(),
        false,
        100,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Connection.SSH);
  }
}
