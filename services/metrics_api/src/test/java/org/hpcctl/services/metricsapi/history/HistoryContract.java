package org.hpcctl.services.metricsapi.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.junit.jupiter.api.Test;

/// What the history keeps to on both databases.
interface HistoryContract {
  String SCHEMA = "org/hpcctl/services/metricsapi/schema";
  Instant NOON = Instant.parse("2026-11-21T12:00:30Z");

  /// An empty database.
  DatabaseSettings settings() throws Exception;

  private static Figure cpu(String node, double value) {
    return Figure.of(Family.NODE_CPU, value, node);
  }

  private static List<History.Point> read(History history, long step) {
    return history
        .read(
            new History.Query(
                Set.of(Family.NODE_CPU),
                Optional.of("n1"),
                NOON.minus(Duration.ofDays(3)),
                NOON.plus(Duration.ofDays(3)),
                step),
            100)
        .orElseThrow();
  }

  @Test
  default void minutes_hours_and_days_are_made_of_the_same_readings() throws Exception {
    try (Database database = Database.open(settings(), SCHEMA)) {
      History history = new History(database);
      for (int minute = 0; minute < 3; minute++) {
        Instant time = NOON.plus(Duration.ofMinutes(minute));
        assertTrue(history.write(time, List.of(cpu("n1", 10 * minute), cpu("n2", 99))));
      }
      long hour = NOON.getEpochSecond() - 30;
      assertEquals(3, read(history, 60).size());
      assertEquals(
          List.of(new History.Point(Family.NODE_CPU, "n1", hour, 10, 0, 20)), read(history, 3600));
      assertEquals(10, read(history, 86_400).getFirst().average());
      assertEquals(
          List.of(hour, hour + 120), read(history, 120).stream().map(it -> it.at()).toList());
      assertEquals(5, read(history, 120).getFirst().average());
    }
  }

  @Test
  default void a_minute_is_written_once_whoever_tries() throws Exception {
    try (Database database = Database.open(settings(), SCHEMA);
        ExecutorService heads = Executors.newVirtualThreadPerTaskExecutor()) {
      History history = new History(database);
      // Who comes while the tables are being made is not to wait long, and the six are to meet.
      assertEquals(0, read(history, 60).size());
      List<Future<Boolean>> tries = new ArrayList<>();
      for (int head = 0; head < 6; head++) {
        tries.add(heads.submit(() -> history.write(NOON, List.of(cpu("n1", 50)))));
      }
      int writers = 0;
      for (Future<Boolean> one : tries) {
        writers += one.get() ? 1 : 0;
      }
      assertEquals(1, writers);
      assertFalse(history.write(NOON.plusSeconds(5), List.of(cpu("n1", 90))));
      assertEquals(50, read(history, 60).getFirst().highest());
    }
  }

  @Test
  default void the_old_is_dropped_and_what_was_is_there_after_a_restart() throws Exception {
    DatabaseSettings settings = settings();
    try (Database database = Database.open(settings, SCHEMA)) {
      new History(database).write(NOON.minus(Duration.ofDays(2)), List.of(cpu("n1", 50)));
    }
    try (Database database = Database.open(settings, SCHEMA)) {
      History history = new History(database);
      assertEquals(1, read(history, 60).size());
      history.forget(NOON);
      assertEquals(0, read(history, 60).size());
      assertEquals(1, read(history, 3600).size());
      assertEquals(1, read(history, 86_400).size());
    }
  }

  @Test
  default void a_question_for_too_much_has_no_answer() throws Exception {
    try (Database database = Database.open(settings(), SCHEMA)) {
      History history = new History(database);
      history.write(NOON, List.of(cpu("n1", 1), cpu("n2", 1), cpu("n3", 1)));
      History.Query all =
          new History.Query(
              Set.of(Family.NODE_CPU), Optional.empty(), NOON.minusSeconds(60), NOON, 60);
      assertEquals(Optional.empty(), history.read(all, 2));
      assertEquals(3, history.read(all, 3).orElseThrow().size());
    }
  }
}
