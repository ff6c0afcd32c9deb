package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.certificate.Lineage;
import org.hpcctl.certificate.StateFolder;
import org.hpcctl.host.Fleet;
import org.hpcctl.problem.Place;
import org.hpcctl.problem.Problem;
import org.hpcctl.secret.HostCertificate;
import org.hpcctl.secret.KeyPairPem;
import org.hpcctl.secret.Keyring;
import org.hpcctl.spec.Cluster;
import org.hpcctl.spec.SpecReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One head can be reached and is not well, while a certificate waits for all of them.
final class SickHeadTest {
  private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);
  private static final String DIRECTORY = "https://acme.example/directory";

  @TempDir Path directory;
  private final List<String> told = new ArrayList<>();
  private final List<List<String>> attempts = new ArrayList<>();

  @Test
  void while_there_is_time_all_heads_wait_for_it() {
    CertificateRun.Ended ended = run(NOW.plus(Duration.ofDays(25)));
    assertEquals(CertificateRun.Deed.NOT_DEPLOYED, ended.deed());
    assertEquals(List.of(List.of("head1", "head2", "head3")), attempts);
    assertEquals(Map.of(), ended.lineage().deployed());
  }

  @Test
  void when_little_time_is_left_the_others_get_theirs_and_it_is_told() {
    CertificateRun.Ended ended = run(NOW.plus(Duration.ofDays(2)));
    assertEquals(List.of(List.of("head1", "head2", "head3"), List.of("head1", "head3")), attempts);
    assertEquals(Set.of("head1", "head3"), ended.lineage().deployed().keySet());
    assertEquals(ExitCode.PARTIAL, ended.deed().code());
    assertTrue(
        ended.problems().stream()
            .anyMatch(it -> it.place().equals(Optional.of(Place.host("head2")))));
    assertTrue(
        told.stream().anyMatch(it -> it.contains("head2 is left to a later run")), told::toString);
  }

  @Test
  void where_no_head_is_well_there_is_no_second_attempt() {
    CertificateRun.Ended ended = run(NOW.plus(Duration.ofDays(2)), "head1", "head2", "head3");
    assertEquals(1, attempts.size());
    assertFalse(ended.problems().isEmpty());
  }

  private CertificateRun.Ended run(Instant earlierEnds) {
    return run(earlierEnds, "head2");
  }

  private CertificateRun.Ended run(Instant earlierEnds, String... sick) {
    Cluster cluster = cluster();
    KeyPairPem pair =
        Keyring.open(directory, cluster.name(), InstantSource.fixed(NOW))
            .certificate(List.of("portal.trial.example"));
    HostCertificate leaf = HostCertificate.of(pair.certificateChain()).orElseThrow();
    StateFolder folder = StateFolder.of(directory, cluster.name());
    folder.save(pair);
    Lineage earlier =
        Lineage.NONE
            .issued(held("1", earlierEnds), NOW)
            .served(List.of("head1", "head2", "head3"), NOW, Optional.empty());
    Lineage issued = earlier.issued(held(leaf.serial(), NOW.plus(Duration.ofDays(90))), NOW);
    folder.save(issued.notKnownOn(List.of("head1", "head2", "head3")));
    CertificateAccounts accounts =
        new CertificateAccounts(cluster, Path::of, InstantSource.fixed(NOW));
    return new CertificateRun(
            cluster,
            folder,
            new CertificateOrder(cluster, accounts, InstantSource.fixed(NOW)),
            accounts,
            new Fleet(1),
            InstantSource.fixed(NOW),
            told::add)
        .run(false, () -> new Heads(Set.of(sick), attempts));
  }

  private static Lineage.Held held(String serial, Instant notAfter) {
    return new Lineage.Held(
        DIRECTORY,
        new TreeSet<>(Set.of("portal.trial.example")),
        "ec256",
        "CN=trial",
        serial,
        notAfter.minus(Duration.ofDays(90)),
        notAfter,
        Optional.empty(),
        Optional.empty());
  }

  /// Heads of which some refuse whatever they get; then none keeps it.
  private record Heads(Set<String> sick, List<List<String>> attempts)
      implements CertificateRun.Rollout {
    @Override
    public List<Problem> preflight(Consumer<String> told) {
      return List.of();
    }

    @Override
    public Result deploy(
        KeyPairPem pair, HostCertificate leaf, List<String> hosts, Consumer<String> told) {
      attempts.add(hosts);
      List<Problem> problems =
          hosts.stream()
              .filter(sick::contains)
              .map(host -> Problem.error("nginx is stopped", "", "").at(Place.host(host)))
              .toList();
      return new Result(problems.isEmpty() ? hosts : List.of(), problems);
    }
  }

  private static Cluster cluster() {
    return SpecReader.read(
            "trial.yaml",
            """
            cluster: {name: trial, domain: trial.example, timezone: Etc/UTC, admin_email: a@trial.example}
            controllers:
              - {hostname: head1, ip: 203.0.113.1, services: {web: true}}
              - {hostname: head2, ip: 203.0.113.2, services: {web: true}}
              - {hostname: head3, ip: 203.0.113.3, services: {web: true}}
            web:
              domain: portal.trial.example
              session_secret: ${SESSION_SECRET}
              jwt_secret: ${JWT_SECRET}
              ssl: {mode: letsencrypt, directory: '%s'}
            """
                .formatted(DIRECTORY),
            name -> Optional.of(name + "-Kp2mQ9vT4wZ8rB1nL6cF3hJ5dG0sYa"))
        .cluster();
  }
}
