package org.hpcctl.certificate;

import static org.hpcctl.certificate.Certificates.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.certificate.CertificateStatus.Level;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class StatusTest {
  /// What may be the matter.
  enum Case {
    GOOD(Certificates.served(Certificates.held(Duration.ofDays(90), Duration.ofDays(2)))),
    NONE(Lineage.NONE),
    RENEWED_NOT_DEPLOYED(
        Lineage.NONE
            .issued(Certificates.held(Duration.ofDays(90), Duration.ofDays(2)), NOW)
            .served(List.of("server2"), NOW, Optional.of("server1 could not be reached"))),
    FAILING(
        Certificates.served(Certificates.held(Duration.ofDays(90), Duration.ofDays(80)))
            .failed(
                new Lineage.Failure(NOW, Certificates.DIRECTORY, "the CA did not answer"),
                Optional.of(NOW.plusSeconds(3600)))),
    EXPIRED(Certificates.served(Certificates.held(Duration.ofDays(6), Duration.ofDays(7))));

    private final Lineage lineage;

    Case(Lineage lineage) {
      this.lineage = lineage;
    }
  }

  private static CertificateStatus status(Lineage lineage) {
    return CertificateStatus.of(
        lineage,
        List.of("portal.example.org"),
        List.of("server1", "server2"),
        Certificates.due(lineage),
        Duration.ofDays(21),
        Duration.ofDays(7),
        NOW);
  }

  @ParameterizedTest
  @EnumSource
  void every_form_says_what_is_the_matter(Case what) {
    CertificateStatus status = status(what.lineage);
    String all =
        Arrays.stream(StatusFormat.values())
            .map(format -> "# " + format + "\n" + format.text(status))
            .collect(Collectors.joining("\n"));
    Golden.assertMatches("certificate/" + what.name().toLowerCase(Locale.ROOT) + ".txt", all);
  }

  @ParameterizedTest
  @CsvSource({
    "P90D, P60D, OK",
    "P90D, P70D, WARNING",
    "P90D, P84D, CRITICAL",
    // A short life is not always about to end.
    "P6D, P1D, OK",
    "P6D, P3D, OK",
    "PT144H, PT115H, WARNING",
    "PT144H, PT135H, CRITICAL"
  })
  void the_limits_shrink_with_the_life(Duration life, Duration age, Level level) {
    assertEquals(level, status(Certificates.served(Certificates.held(life, age))).level());
  }
}
