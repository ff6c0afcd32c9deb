package org.hpcctl.services.jobapi.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.JobState;
import org.hpcctl.services.jobapi.store.Submissions.Found;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.testkit.MariaDbServer;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The tables on a real MariaDB; the tests of the service use them on H2.
@Timeout(300)
final class StoresIT {
  private static final Instant NOW = Instant.parse("2026-11-21T07:00:00Z");
  private static final String KEY = "k".repeat(64);
  private static final String PRINT = "p".repeat(64);

  @TempDir private static Path folder = Path.of("");
  private static Optional<MariaDbServer> server = Optional.empty();
  private static Optional<Database> opened = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    MariaDbServer started = MariaDbServer.start(folder);
    server = Optional.of(started);
    opened =
        Optional.of(
            Database.open(
                new DatabaseSettings.Server(
                    "127.0.0.1",
                    started.port(),
                    MariaDbServer.NAME,
                    MariaDbServer.USER,
                    MariaDbServer.PASSWORD,
                    Optional.empty()),
                "org/hpcctl/services/jobapi/schema"));
  }

  @AfterAll
  static void stop() {
    opened.ifPresent(Database::close);
    server.ifPresent(MariaDbServer::close);
  }

  @Test
  void of_many_who_claim_a_key_at_once_one_may_submit() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Found>> answers =
          threads.invokeAll(Collections.nCopies(20, () -> claim("alice", PRINT, NOW)));
      int mine = 0;
      for (Future<Found> answer : answers) {
        mine += answer.get().equals(new Found.New()) ? 1 : 0;
      }
      assertEquals(1, mine);
    }
    assertEquals(new Found.Other(), claim("alice", "q".repeat(64), NOW));
    // Whoever claimed it has died.
    assertEquals(new Found.Unknown(), claim("alice", PRINT, NOW.plusSeconds(600)));
    assertEquals(new Found.UnderWay(), claim("alice", PRINT, NOW.plusSeconds(601)));
    write(submissions -> submissions.unknown("alice", KEY));
    assertEquals(new Found.Unknown(), claim("alice", PRINT, NOW.plusSeconds(602)));
    write(submissions -> submissions.done("alice", KEY, new JobId("12_3")));
    assertEquals(new Found.Done(new JobId("12_3")), claim("alice", PRINT, NOW.plusSeconds(603)));
    write(submissions -> submissions.forget("alice", KEY));
    assertEquals(new Found.New(), claim("alice", PRINT, NOW));
    assertEquals(new Found.New(), claim("bob", PRINT, NOW));
    assertEquals(
        2,
        database()
            .<Integer, RuntimeException>write(
                handle -> new Submissions(handle).forgetBefore(NOW.plusSeconds(9999))));
  }

  @Test
  void jobs_that_are_over_are_found_by_id_and_by_time() {
    for (int second = 0; second < 3; second++) {
      put(job("7", NOW, NOW.plusSeconds(second)), Optional.empty());
    }
    put(job("7", NOW, NOW.plusSeconds(5)), Optional.of(Path.of("/home/älice/x")));
    put(job("7", NOW, NOW.plusSeconds(6)), Optional.empty());
    put(job("8", NOW, NOW.plusSeconds(7)), Optional.empty());
    FinishedJobs.Kept kept =
        read(handle -> new FinishedJobs(handle).byId(new JobId("7"))).orElseThrow();
    assertEquals(Optional.of(Path.of("/home/älice/x")), kept.output());
    assertEquals("naïve 🚀", kept.json().path("name").asText());
    assertEquals(
        List.of("8", "7"),
        read(
                handle ->
                    new FinishedJobs(handle)
                        .ended(NOW, NOW.plusSeconds(60), Optional.of("alice"), 10))
            .stream()
            .map(each -> each.id().text())
            .toList());
    assertTrue(
        read(handle ->
                new FinishedJobs(handle).ended(NOW, NOW.plusSeconds(60), Optional.of("bob"), 10))
            .isEmpty());
  }

  @Test
  void templates_and_portal_users_are_kept() {
    database()
        .<Boolean, RuntimeException>write(
            handle -> {
              new Templates(handle).put("t", Json.object().put("v", 1), "boss", NOW);
              new Templates(handle).put("t", Json.object().put("v", 2), "boss", NOW);
              new PortalUsers(handle).put("alice", "al");
              new PortalUsers(handle).put("alice", "al");
              new PortalUsers(handle).put("alicia", "al");
              return true;
            });
    assertEquals(
        2, read(handle -> new Templates(handle).byName("t")).orElseThrow().path("v").asInt());
    assertEquals(Set.of(), read(handle -> new PortalUsers(handle).of("alice")));
    assertEquals(Set.of("al"), read(handle -> new PortalUsers(handle).of("alicia")));
    assertTrue(
        database().<Boolean, RuntimeException>write(handle -> new Templates(handle).remove("t")));
    assertFalse(
        database().<Boolean, RuntimeException>write(handle -> new Templates(handle).remove("t")));
  }

  private static Job job(String id, Instant submitted, Instant ended) {
    return new Job(
        new JobId(id),
        "naïve 🚀",
        "alice",
        1002,
        JobState.COMPLETED,
        "",
        "debug",
        "",
        "",
        1,
        1,
        "",
        Map.of(),
        Optional.empty(),
        Optional.of(submitted),
        Optional.of(submitted),
        Optional.of(ended),
        "",
        Optional.empty(),
        "/",
        "");
  }

  private static void put(Job job, Optional<Path> output) {
    database()
        .<Boolean, RuntimeException>write(
            handle -> {
              new FinishedJobs(handle).put(job, Json.object().put("name", job.name()), output);
              return true;
            });
  }

  private static Found claim(String user, String print, Instant now) {
    return database()
        .<Found, RuntimeException>write(
            handle -> new Submissions(handle).claim(user, KEY, print, now));
  }

  private static void write(Consumer<Submissions> work) {
    database()
        .<Boolean, RuntimeException>write(
            handle -> {
              work.accept(new Submissions(handle));
              return true;
            });
  }

  private static <T> T read(Function<Handle, T> work) {
    return database().<T, RuntimeException>read(work::apply);
  }

  private static Database database() {
    return opened.orElseThrow();
  }
}
