package org.hpcctl.services.metricsapi.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.junit.jupiter.api.Test;

class AccountingTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  // One that ended, one that began before the hour, one that runs, one that never ran, one that
  // waits, one that ended before the hour.
  private static final String ANSWER =
      """
      COMPLETED|debug|4|2026-11-21T09:10:00|2026-11-21T09:10:30|2026-11-21T09:40:30
      FAILED|debug|2|2026-11-21T08:00:00|2026-11-21T08:30:00|2026-11-21T09:30:00
      RUNNING|gpu|8|2026-11-21T09:00:00|2026-11-21T09:45:00|Unknown
      CANCELLED by 1002|debug|1|2026-11-21T09:05:50|None|2026-11-21T09:11:14
      PENDING|night|1|Unknown|Unknown|Unknown
      TIMEOUT|night|64|2026-11-21T07:00:00|2026-11-21T07:00:00|2026-11-21T08:59:59
      """;

  private String config = "AccountingStorageType   = accounting_storage/slurmdbd\n";
  private final List<List<String>> asked = new ArrayList<>();
  private final Accounting accounting =
      new Accounting(
          words -> {
            asked.add(words);
            return words.getFirst().equals("scontrol") ? config : ANSWER;
          },
          () -> NOW);

  private Map<String, Double> look(Family family) throws IOException {
    return accounting.look().stream()
        .filter(figure -> figure.family() == family)
        .collect(Collectors.toMap(figure -> figure.labels().getFirst(), Figure::value));
  }

  @Test
  void what_ended_within_the_hour_is_counted_by_state() throws Exception {
    assertEquals(
        Map.of("completed", 1.0, "failed", 1.0, "cancelled", 1.0, "timeout", 0.0),
        look(Family.ENDED_JOBS));
  }

  @Test
  void partitions_have_starts_waits_and_the_hours_of_their_cpus() throws Exception {
    assertEquals(Map.of("debug", 1.0, "gpu", 1.0, "night", 0.0), look(Family.STARTED_JOBS));
    assertEquals(Map.of("debug", 30.0, "gpu", 2_700.0), look(Family.WAIT_SECONDS));
    assertEquals(Map.of("debug", 10_800.0, "gpu", 7_200.0, "night", 0.0), look(Family.CPU_SECONDS));
  }

  @Test
  void it_asks_for_the_last_hour_and_where_nothing_is_kept_not_at_all() throws Exception {
    accounting.look();
    assertEquals(
        List.of("--starttime=2026-11-21T09:00:00", "--endtime=2026-11-21T10:00:00"),
        asked.getLast().stream().filter(word -> word.contains("time=")).toList());
    for (String none : List.of("(null)", "accounting_storage/none")) {
      config = "X = 1\nAccountingStorageType   = " + none + "\nY = 2\n";
      assertEquals(List.of(), accounting.look());
      assertEquals("scontrol", asked.getLast().getFirst());
    }
  }
}
