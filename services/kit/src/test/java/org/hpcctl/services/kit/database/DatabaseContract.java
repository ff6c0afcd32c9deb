package org.hpcctl.services.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

/// What a service may rely on, whichever database it has.
interface DatabaseContract {
  String GOOD = "database/good";

  /// A database without tables.
  DatabaseSettings settings() throws Exception;

  @Test
  default void what_is_written_is_read() throws Exception {
    try (Database database = Database.open(settings(), GOOD)) {
      int changed =
          database.write(
              handle -> handle.execute("UPDATE accounts SET amount = 7 WHERE name = ?", "ann"));
      assertEquals(1, changed);
      assertEquals(7, amount(database, "ann"));
    }
  }

  @Test
  default void work_that_fails_leaves_nothing_behind() throws Exception {
    try (Database database = Database.open(settings(), GOOD)) {
      assertThrows(
          IOException.class,
          () ->
              database.write(
                  handle -> {
                    handle.execute("UPDATE accounts SET amount = 7 WHERE name = 'ann'");
                    throw new IOException("the disk is full");
                  }));
      assertEquals(100, amount(database, "ann"));
    }
  }

  @Test
  default void what_a_read_writes_is_taken_back() throws Exception {
    try (Database database = Database.open(settings(), GOOD)) {
      database.read(handle -> handle.execute("UPDATE accounts SET amount = 7"));
      assertEquals(100, amount(database, "ann"));
    }
  }

  @Test
  default void tables_are_made_once_though_three_heads_start_at_the_same_time() throws Exception {
    DatabaseSettings settings = settings();
    List<Database> heads = Stream.generate(() -> Database.open(settings, GOOD)).limit(3).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers =
          threads.invokeAll(
              heads.stream().<Callable<Integer>>map(it -> () -> amount(it, "bob")).toList());
      for (Future<Integer> answer : answers) {
        assertEquals(100, answer.get());
      }
      assertEquals(
          2,
          number(
              heads.getFirst(),
              "SELECT COUNT(*) FROM flyway_schema_history WHERE version IS NOT NULL"));
    } finally {
      heads.forEach(Database::close);
    }
  }

  @Test
  default void a_migration_that_fails_is_told_and_tried_again() throws Exception {
    try (Database database = Database.open(settings(), "database/broken")) {
      String first = database.fault().orElseThrow();
      assertTrue(first.contains("cannot be used"), first);
      DatabaseUnavailable second =
          assertThrows(
              DatabaseUnavailable.class, () -> number(database, "SELECT COUNT(*) FROM begun"));
      assertTrue(second.retryAfter().isPositive());
    }
  }

  @Test
  default void two_that_lock_each_other_out_both_get_through() throws Exception {
    try (Database database = Database.open(settings(), GOOD);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(100, amount(database, "ann"));
      CyclicBarrier both = new CyclicBarrier(2);
      AtomicInteger runs = new AtomicInteger();
      Future<?> there = threads.submit(() -> move(database, "ann", "bob", both, runs));
      Future<?> back = threads.submit(() -> move(database, "bob", "ann", both, runs));
      there.get(90, TimeUnit.SECONDS);
      back.get(90, TimeUnit.SECONDS);
      assertEquals(100, amount(database, "ann"));
      assertEquals(100, amount(database, "bob"));
      assertTrue(runs.get() > 2, "nobody had to do it again");
    }
  }

  @Test
  default void a_full_queue_refuses_at_once() throws Exception {
    Allowance small = new Allowance(1, 1, Duration.ofSeconds(60), Duration.ofSeconds(10));
    try (Database database = Database.open(settings(), GOOD, small);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(100, amount(database, "ann"));
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      CountDownLatch refused = new CountDownLatch(4);
      threads.submit(() -> hold(database, inside, end));
      inside.await();
      List<Future<Boolean>> callers =
          Stream.generate(() -> threads.submit(() -> served(database, refused))).limit(5).toList();
      // One waits for the connection that is in use; there is no place for the other four.
      assertTrue(refused.await(30, TimeUnit.SECONDS), "they waited");
      end.countDown();
      int served = 0;
      for (Future<Boolean> caller : callers) {
        served += caller.get() ? 1 : 0;
      }
      assertEquals(1, served);
    }
  }

  @Test
  default void who_waits_too_long_is_refused() throws Exception {
    Allowance small = new Allowance(1, 5, Duration.ofMillis(500), Duration.ofSeconds(10));
    try (Database database = Database.open(settings(), GOOD, small);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(100, amount(database, "ann"));
      CountDownLatch inside = new CountDownLatch(1);
      CountDownLatch end = new CountDownLatch(1);
      Future<?> working = threads.submit(() -> hold(database, inside, end));
      inside.await();
      assertThrows(DatabaseUnavailable.class, () -> amount(database, "ann"));
      end.countDown();
      working.get();
      assertEquals(Optional.empty(), database.fault());
    }
  }

  static int amount(Database database, String name) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT amount FROM accounts WHERE name = :name")
                .bind("name", name)
                .mapTo(Integer.class)
                .one());
  }

  static int number(Database database, String query) {
    return database.read(handle -> handle.createQuery(query).mapTo(Integer.class).one());
  }

  private static boolean served(Database database, CountDownLatch refused) {
    try {
      return amount(database, "ann") == 100;
    } catch (DatabaseUnavailable e) {
      assertEquals(Duration.ofSeconds(1), e.retryAfter());
      refused.countDown();
      return false;
    }
  }

  private static boolean hold(Database database, CountDownLatch inside, CountDownLatch end)
      throws InterruptedException {
    return database.read(
        _ -> {
          inside.countDown();
          return end.await(45, TimeUnit.SECONDS);
        });
  }

  private static boolean move(
      Database database, String from, String to, CyclicBarrier both, AtomicInteger runs)
      throws Exception {
    AtomicBoolean first = new AtomicBoolean(true);
    return database.write(
        handle -> {
          runs.incrementAndGet();
          handle.execute("UPDATE accounts SET amount = amount - 1 WHERE name = ?", from);
          if (first.getAndSet(false)) {
            both.await();
          }
          handle.execute("UPDATE accounts SET amount = amount + 1 WHERE name = ?", to);
          return true;
        });
  }
}
