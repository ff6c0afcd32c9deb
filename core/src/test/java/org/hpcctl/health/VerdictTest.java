package org.hpcctl.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.report.Ink;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of each recorded answer. A file `head1-….txt` among them is a case.
final class VerdictTest {

  @ParameterizedTest
  @MethodSource("cases")
  void judges_what_the_host_answered(String name) {
    String host = name.substring(0, name.indexOf('-'));
    Golden.assertMatches("health/answers/" + name + ".txt", table(host, name, Recorded.NOW));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-20T00:00:00Z",
        "2027-10-31T00:00:00Z",
        "2027-11-01T00:00:00Z",
        "2027-11-14T00:00:00Z",
        "2027-11-15T00:00:00Z",
        "2027-11-20T00:00:00Z",
        "2027-12-01T00:00:00Z"
      })
  void judges_a_certificate_by_the_days_it_has_left(String now) {
    Golden.assertMatches(
        "health/certificate/" + now.substring(0, 10) + ".txt",
        Health.of(
                Recorded.scope().on(Set.of("head1")).only(Set.of("certificate")),
                Map.of("head1", Recorded.answer("head1", "head1-well")),
                Instant.parse(now))
            .checks()
            .stream()
            .map(check -> check.status().word() + ": " + check.message() + "\n")
            .collect(Collectors.joining()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"head1-without-curl", "head1-without-systemd", "head1-cut-short"})
  void never_takes_what_could_not_be_asked_for_a_no(String name) {
    Health health = health("head1", name, Recorded.NOW);
    assertEquals(0, health.count(Status.Weight.BAD), health.checks()::toString);
    assertEquals(Status.Weight.UNKNOWN, health.verdict());
  }

  private static String table(String host, String name, Instant now) {
    return HealthFormat.table.text(health(host, name, now), Ink.PLAIN, true);
  }

  private static Health health(String host, String name, Instant now) {
    return Health.of(
        Recorded.scope().on(Set.of(host)), Map.of(host, Recorded.answer(host, name)), now);
  }

  static Stream<String> cases() throws IOException {
    try (Stream<Path> files = Files.list(Recorded.ANSWERS)) {
      return files
          .map(file -> file.getFileName().toString().replace(".txt", ""))
          .filter(name -> name.startsWith("head1-"))
          .sorted()
          .toList()
          .stream();
    }
  }
}
