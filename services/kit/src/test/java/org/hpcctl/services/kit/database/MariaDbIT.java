package org.hpcctl.services.kit.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import java.sql.Connection;
import java.sql.Statement;
import org.hpcctl.testkit.Certificates;
import org.hpcctl.testkit.MariaDbServer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The contract on a real server, and what only a server can do: go away.
final class MariaDbIT implements DatabaseContract {
  private static final AtomicInteger NAMES = new AtomicInteger();

  @TempDir static Path folder;
  private static Certificates certificates;
  private static MariaDbServer server;

  @BeforeAll
  static void start() throws IOException {
    certificates = Certificates.create(folder);
    server =
        MariaDbServer.start(
            folder, "--ssl-cert=" + certificates.certificate(), "--ssl-key=" + certificates.key());
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public DatabaseSettings settings() throws Exception {
    String name = "portal" + NAMES.incrementAndGet();
    DatabaseSettings.Server all = named(MariaDbServer.NAME);
    try (Connection connection = Address.of(all, Allowance.STANDARD).connect()) {
      connection.createStatement().execute("CREATE DATABASE " + name);
    }
    return named(name);
  }

  @Test
  void a_service_starts_without_its_database_and_works_when_it_comes() throws Exception {
    DatabaseSettings settings = settings();
    server.stop();
    try (Database database = Database.open(settings, GOOD)) {
      String fault = database.fault().orElseThrow();
      assertTrue(fault.contains("cannot be used"), fault);
      assertFalse(fault.contains(MariaDbServer.PASSWORD), fault);
      server.start();
      assertEquals(100, eventually(() -> DatabaseContract.amount(database, "ann")));
    } finally {
      running();
    }
  }

  @Test
  void work_that_a_restart_cut_off_is_done_again() throws Exception {
    try (Database database = Database.open(settings(), GOOD)) {
      AtomicBoolean first = new AtomicBoolean(true);
      eventually(
          () ->
              database.write(
                  handle -> {
                    int done = handle.execute("UPDATE accounts SET amount = amount + 1");
                    if (first.getAndSet(false)) {
                      server.stop();
                      server.start();
                    }
                    handle.execute("INSERT INTO notes (text) VALUES ('done')");
                    return done;
                  }));
      assertEquals(101, DatabaseContract.amount(database, "ann"));
      assertEquals(1, DatabaseContract.number(database, "SELECT COUNT(*) FROM notes"));
    } finally {
      running();
    }
  }

  @Test
  void nothing_that_was_accepted_is_lost_or_done_twice_when_the_server_is_killed()
      throws Exception {
    try (Database database = Database.open(settings(), GOOD);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      assertEquals(100, DatabaseContract.amount(database, "ann"));
      Set<String> accepted = ConcurrentHashMap.newKeySet();
      Set<String> unknown = ConcurrentHashMap.newKeySet();
      CountDownLatch underWay = new CountDownLatch(100);
      AtomicBoolean end = new AtomicBoolean();
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < 4; writer++) {
        writers.add(
            threads.submit(
                () -> {
                  while (!end.get()) {
                    String text = UUID.randomUUID().toString();
                    try {
                      database.write(
                          handle -> handle.execute("INSERT INTO notes (text) VALUES (?)", text));
                      accepted.add(text);
                      underWay.countDown();
                    } catch (CommitUnknown _) {
                      unknown.add(text);
                    } catch (DatabaseUnavailable _) {
                      Thread.yield();
                    }
                  }
                }));
      }
      underWay.await();
      server.kill();
      server.start();
      int before = accepted.size();
      eventually(
          () -> {
            if (accepted.size() < before + 100) {
              throw new IllegalStateException("nobody writes again");
            }
            return true;
          });
      end.set(true);
      for (Future<?> writer : writers) {
        writer.get();
      }
      List<String> texts =
          database.read(
              handle -> handle.createQuery("SELECT text FROM notes").mapTo(String.class).list());
      assertEquals(texts.size(), new HashSet<>(texts).size(), "written twice");
      assertTrue(texts.containsAll(accepted), "lost");
      assertTrue(
          texts.stream().allMatch(it -> accepted.contains(it) || unknown.contains(it)),
          "written though it was refused");
    } finally {
      running();
    }
  }

  @Test
  void a_commit_that_got_no_answer_is_not_done_again() throws Exception {
    try (Database database = Database.open(settings(), GOOD)) {
      AtomicInteger runs = new AtomicInteger();
      assertThrows(
          CommitUnknown.class,
          () ->
              database.write(
                  handle -> {
                    runs.incrementAndGet();
                    handle.execute("INSERT INTO notes (text) VALUES ('one')");
                    server.kill();
                    return true;
                  }));
      assertEquals(1, runs.get());
    } finally {
      running();
    }
  }

  @Test
  void a_connection_that_the_server_ended_is_replaced() throws Exception {
    try (Database database = Database.open(settings(), GOOD)) {
      AtomicBoolean first = new AtomicBoolean(true);
      int amount =
          database.read(
              handle -> {
                if (first.getAndSet(false)) {
                  end(database, handle);
                }
                return handle
                    .createQuery("SELECT amount FROM accounts WHERE name = 'ann'")
                    .mapTo(Integer.class)
                    .one();
              });
      assertEquals(100, amount);
    }
  }

  @Test
  void a_wrong_password_is_told_without_telling_it() throws Exception {
    DatabaseSettings wrong =
        new DatabaseSettings.Server(
            "127.0.0.1", server.port(), MariaDbServer.NAME, "nobody", "s3cret", Optional.empty());
    try (Database database = Database.open(wrong, GOOD)) {
      String fault = database.fault().orElseThrow();
      assertTrue(fault.contains("Access denied"), fault);
      assertFalse(fault.contains("s3cret"), fault);
      assertFalse(wrong.toString().contains("s3cret"));
    }
  }

  @Test
  void what_was_not_carried_out_as_it_is_now_is_not_taken_for_done() throws Exception {
    DatabaseSettings.Server settings = (DatabaseSettings.Server) settings();
    Migrations migrations = Migrations.of(MariaDbIT.class.getClassLoader(), GOOD);
    try (Connection connection = Address.of(settings, Allowance.STANDARD).connect();
        Database database = Database.open(settings, GOOD)) {
      assertFalse(migrations.carriedOut(connection), "there is nothing yet");
      assertEquals(100, DatabaseContract.amount(database, "ann"));
      assertTrue(migrations.carriedOut(connection), "all of it was");
      connection.setAutoCommit(false);
      for (String change :
          List.of(
              "UPDATE %s SET checksum = checksum + 1 WHERE version = '1'",
              "UPDATE %s SET success = 0 WHERE version = '2'",
              "DELETE FROM %s WHERE version = '2'",
              "UPDATE %s SET script = 'V3__other.sql' WHERE version = '2'")) {
        try (Statement statement = connection.createStatement()) {
          assertEquals(1, statement.executeUpdate(change.formatted(Migrations.HISTORY)), change);
        }
        assertFalse(migrations.carriedOut(connection), change);
        connection.rollback();
      }
      assertTrue(migrations.carriedOut(connection));
    }
  }

  @Test
  void a_server_is_spoken_to_in_secret_and_known_by_its_authority(@TempDir Path own)
      throws Exception {
    Certificates stranger = Certificates.create(own);
    try (Database trusting = Database.open(secured(certificates), GOOD)) {
      String cipher =
          trusting.read(
              handle ->
                  handle
                      .createQuery("SHOW SESSION STATUS LIKE 'Ssl_cipher'")
                      .map((row, _) -> row.getString(2))
                      .one());
      assertTrue(cipher.startsWith("TLS_"), cipher);
    }
    try (Database doubting = Database.open(secured(stranger), GOOD)) {
      assertTrue(doubting.fault().isPresent());
    }
  }

  private static DatabaseSettings secured(Certificates trusted) {
    return new DatabaseSettings.Server(
        "127.0.0.1",
        server.port(),
        MariaDbServer.NAME,
        MariaDbServer.USER,
        MariaDbServer.PASSWORD,
        Optional.of(trusted.authority()));
  }

  private static void end(Database database, Handle victim) {
    long id = victim.createQuery("SELECT CONNECTION_ID()").mapTo(Long.class).one();
    database.write(handle -> handle.execute("KILL " + id));
  }

  private static <T> T eventually(Callable<T> work) throws Exception {
    Instant end = Instant.now().plusSeconds(90);
    while (true) {
      try {
        return work.call();
      } catch (DatabaseUnavailable | IllegalStateException e) {
        if (Instant.now().isAfter(end)) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  // The next test wants it, whatever became of this one.
  private static void running() throws IOException {
    server.kill();
    server.start();
  }

  private static DatabaseSettings.Server named(String name) {
    return new DatabaseSettings.Server(
        "127.0.0.1",
        server.port(),
        name,
        MariaDbServer.USER,
        MariaDbServer.PASSWORD,
        Optional.empty());
  }
}
