package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.plan.Release;
import org.hpcctl.plan.SignInAuthorities;
import org.hpcctl.secret.Keyring;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.SpecReader;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/// What is said when there is nothing to do, or not everywhere.
final class PlanningTest {
  private static final Cluster CLUSTER =
      SpecReader.read(
              "trial.yaml",
              """
              cluster: {name: trial}
              controllers:
                - {hostname: server1, ip: 192.168.1.101, services: {web: true}}
                - {hostname: server2, ip: 192.168.1.102, services: {web: true}}
              compute_nodes: [{hostname: node1, ip: 192.168.1.111, cpus: 2, memory_mb: 1024}]
              web: {domain: 192.168.1.101, ssl: {mode: none}}
              """,
              name -> Optional.of(name + "-ohph8Ohshahw2ahjae5shahT7eey3Aek"))
          .cluster();

  @Command(name = "trial")
  private static final class Trial {
    @Mixin private final Planning planning = new Planning();
  }

  @Test
  void to_skip_every_phase_is_a_mistake() {
    assertTrue(
        mistake("--skip-phase=0", "--skip-phase=keepalived", "--skip-phase=web")
            .contains("no phase is left"));
  }

  @Test
  void a_host_without_anything_to_do_is_a_mistake() {
    assertEquals(
        "these phases do nothing on node1", mistake("--phase=infrastructure", "--limit=node1"));
  }

  @Test
  void heads_that_are_left_out_are_named() {
    assertEquals(Optional.empty(), planned("--phase=infrastructure").limited());
    assertTrue(
        planned("--phase=infrastructure", "--limit=server1")
            .limited()
            .orElseThrow()
            .startsWith("left out by --limit: server2; until setup runs there too"));
  }

  private static final PortalCertificate NO_TLS =
      new PortalCertificate(
          Optional.empty(),
          Optional.empty(),
          Keyring.open(Path.of("none"), "none", InstantSource.system()),
          () -> {});

  private static String mistake(String... options) {
    return String.valueOf(
        assertThrows(ParameterException.class, () -> planned(options)).getMessage());
  }

  private static Planning planned(String... options) {
    Trial trial = new Trial();
    new CommandLine(trial).parseArgs(options);
    trial.planning.plan(
        CLUSTER, NO_TLS, SignInAuthorities.NONE, new Release("0.1.0", new TreeMap<>()));
    return trial.planning;
  }
}
