package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.Connection;
import org.hpcctl.spec.Controller;
import org.hpcctl.spec.SpecReader;
import org.junit.jupiter.api.Test;

final class ThisHostTest {
  private static final String YAML =
      """
      cluster: {name: trial, domain: trial.example, timezone: Etc/UTC, admin_email: a@trial.example}
      controllers:
        - {hostname: never-this-machine, ip: 203.0.113.1, services: {web: true}}
      web:
        domain: portal.trial.example
        session_secret: ${SESSION_SECRET}
        jwt_secret: ${JWT_SECRET}
        ssl: {mode: none}
      """;

  @Test
  void a_machine_that_is_not_in_the_yaml_is_none_of_its_hosts() {
    assertEquals(Optional.empty(), ThisHost.in(cluster("never-this-machine", "203.0.113.1")));
  }

  @Test
  void a_machine_that_is_only_called_like_a_host_is_not_that_host() {
    assertEquals(Optional.empty(), ThisHost.in(cluster(ThisHost.name(), "203.0.113.1")));
  }

  @Test
  void a_host_with_an_address_of_ours_is_this_machine_and_needs_no_ssh() {
    Cluster cluster = cluster("never-this-machine", "127.0.0.1");
    assertEquals(Optional.of("never-this-machine"), ThisHost.in(cluster).map(Controller::hostname));
    assertEquals(
        List.of(Connection.LOCAL),
        ThisHost.reachedDirectly(cluster).controllers().stream()
            .map(Controller::connection)
            .toList());
  }

  private static Cluster cluster(String name, String address) {
    Cluster read =
        SpecReader.read(
                "trial.yaml",
                YAML,
                variable -> Optional.of(variable + "-Kp2mQ9vT4wZ8rB1nL6cF3hJ5dG0sYa"))
            .cluster();
    Controller host = read.controllers().getFirst();
    return new Cluster(
        read.name(),
        read.domain(),
        read.timezone(),
        read.adminEmail(),
        read.ssh(),
        read.network(),
        List.of(
            new Controller(
                name,
                address,
                host.services(),
                host.vipOwner(),
                host.priority(),
                host.user(),
                host.port(),
                host.key(),
                host.hostKey(),
                host.connection())),
        read.computeNodes(),
        read.web());
  }
}
