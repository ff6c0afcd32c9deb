package org.hpcctl.certificate;

import static org.hpcctl.certificate.Certificates.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

final class FailureBudgetTest {
  private static Lineage failedAt(Instant... times) {
    Lineage lineage = Lineage.NONE;
    for (Instant at : times) {
      lineage =
          lineage.failed(
              new Lineage.Failure(at, Certificates.DIRECTORY, "no answer"), Optional.empty());
    }
    return lineage;
  }

  private static Optional<Instant> budget(Lineage lineage, Instant now) {
    return FailureBudget.wait(lineage, Certificates.DIRECTORY, true, now);
  }

  @Test
  void who_never_failed_need_not_wait() {
    assertEquals(Optional.empty(), budget(Lineage.NONE, NOW));
  }

  @Test
  void each_failure_in_a_row_makes_the_pause_longer() {
    assertEquals(Optional.of(NOW.plusSeconds(60)), budget(failedAt(NOW), NOW));
    assertEquals(
        Optional.of(NOW.plusSeconds(120)), budget(failedAt(NOW.minusSeconds(60), NOW), NOW));
    assertEquals(Optional.empty(), budget(failedAt(NOW.minusSeconds(61)), NOW));
  }

  @Test
  void five_failures_within_an_hour_never_happen() {
    Lineage four =
        failedAt(
            NOW.minusSeconds(3000),
            NOW.minusSeconds(2900),
            NOW.minusSeconds(2700),
            NOW.minusSeconds(2400));
    assertEquals(Optional.of(NOW.plusSeconds(600)), budget(four, NOW));
  }

  @Test
  void the_ca_s_own_word_is_kept() {
    Lineage limited =
        Lineage.NONE.failed(
            new Lineage.Failure(NOW.minusSeconds(9000), Certificates.DIRECTORY, "rateLimited"),
            Optional.of(NOW.plusSeconds(7200)));
    assertEquals(Optional.of(NOW.plusSeconds(7200)), budget(limited, NOW));
  }

  @Test
  void failures_at_one_ca_do_not_keep_us_from_another() {
    assertEquals(
        Optional.empty(),
        FailureBudget.wait(failedAt(NOW), "https://other.example.org/directory", true, NOW));
  }

  @Test
  void whoever_asks_by_hand_waits_for_the_ca_only() {
    assertEquals(
        Optional.empty(), FailureBudget.wait(failedAt(NOW), Certificates.DIRECTORY, false, NOW));
  }

  @Test
  void what_a_wrong_clock_has_written_does_not_count() {
    Instant wrong = NOW.plus(Duration.ofDays(2000));
    Lineage lineage =
        Lineage.NONE.failed(
            new Lineage.Failure(wrong, Certificates.DIRECTORY, "no answer"),
            Optional.of(wrong.plusSeconds(60)));
    assertEquals(Optional.empty(), budget(lineage, NOW));
  }

  @Test
  void a_success_clears_the_budget() {
    Lineage well = failedAt(NOW).issued(Certificates.held(Duration.ofDays(90), Duration.ZERO), NOW);
    assertTrue(budget(well, NOW).isEmpty());
  }
}
