package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.spec.schema.Reading.Variable;
import org.junit.jupiter.api.Test;

final class DefaultsTest {
  private static final String SMALLEST =
      """
      cluster: {name: small}
      controllers:
        - hostname: server1
          ip: 192.168.1.101
          services: {web: true}
      web: {domain: 192.168.1.101}
      """;

  private static Cluster read(String text) {
    return SpecReader.read(
            "small.yaml", text, name -> Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek"))
        .cluster();
  }

  @Test
  void the_smallest_file_is_complete() {
    Cluster cluster = read(SMALLEST);
    assertEquals("root@hpc.internal", cluster.adminEmail());
    assertEquals(Become.NONE, cluster.ssh().become());
    assertEquals(OptionalInt.empty(), cluster.ssh().port());
    assertEquals(Optional.empty(), cluster.network().vip());
    assertEquals(5010, cluster.web().service(WebService.WEBSOCKET_SERVICE).port());
    assertEquals(
        Upstream.Balance.IP_HASH, cluster.web().upstream(WebService.WEBSOCKET_SERVICE).balance());
    assertEquals("512M", cluster.web().service(WebService.DASHBOARD).memoryMax().toString());
    assertEquals("10G", cluster.web().uploadMax().toString());
    assertEquals(new RateLimits.RateLimit(5, 10), cluster.web().rateLimits().auth());
    assertEquals(
        List.of("192.168.1.101", "server1", "server1.hpc.internal"), cluster.portalNames());
  }

  @Test
  void another_user_than_root_becomes_root_by_sudo() {
    assertEquals(Become.SUDO, read(SMALLEST + "ssh: {user: admin}\n").ssh().become());
  }

  @Test
  void a_bare_address_is_a_virtual_ip() {
    String text =
        SMALLEST.replace("web: true}", "web: true, keepalived: true}\n    vip_owner: true")
            + "network: {vip: 192.168.1.100}\n";
    assertEquals(
        new Vip("192.168.1.100", 24, Optional.empty(), 51),
        read(text).network().vip().orElseThrow());
  }

  @Test
  void a_netmask_is_a_prefix_length() {
    String text =
        SMALLEST.replace("web: true}", "web: true, keepalived: true}\n    vip_owner: true")
            + "network: {vip: {address: 192.168.1.100, netmask: 255.255.254.0}}\n";
    assertEquals(23, read(text).network().vip().orElseThrow().prefixLength());
  }

  @Test
  void the_variables_of_a_file_are_known_even_when_they_are_defaults() {
    assertEquals(
        List.of("JWT_SECRET", "SESSION_SECRET"),
        SpecReader.variables("small.yaml", SMALLEST).stream().map(Variable::name).toList());
  }

  @Test
  void a_value_of_a_variable_can_never_become_a_key() {
    String name = "x, admin_email: evil@example.com";
    String text =
        SMALLEST.replace("domain: 192.168.1.101", "domain: 192.168.1.101, session_secret: '${S}'");
    Cluster cluster =
        SpecReader.read(
                "small.yaml",
                text,
                variable -> Optional.of(variable + name + "'\"/&\\n$%#{}${S}" + "0123456789"))
            .cluster();
    assertEquals(
        "S" + name + "'\"/&\\n$%#{}${S}0123456789", cluster.web().sessionSecret().reveal());
    assertEquals("root@hpc.internal", cluster.adminEmail());
  }
}
