package org.hpcctl.services.jobapi.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.LocalJobs;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.Submission;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.testkit.RedisServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Heads that watch the same jobs with a real Redis between them.
@Timeout(300)
final class WatchTest {
  private static final Scheduler.Actor ALICE = new Scheduler.Actor("r", "alice");
  private static final Duration LEAST = Duration.ofMillis(100);

  @TempDir Path folder = Path.of("");

  /// One process: what it asked and what it told.
  private static final class Process implements AutoCloseable {
    final AtomicInteger asked = new AtomicInteger();
    final AtomicBoolean away = new AtomicBoolean();
    final Semaphore answers = new Semaphore(1);
    final Queue<String> told = new ConcurrentLinkedQueue<>();
    final Redis redis;
    final Watch watch;

    Process(LocalJobs jobs, int port) {
      redis =
          Redis.open(
              new RedisSettings(
                  new RedisSettings.Single(new RedisSettings.Node("127.0.0.1", port)),
                  Optional.empty(),
                  Optional.empty()));
      watch =
          new Watch(
              new Counted(jobs, asked, away, answers),
              Optional.of(redis),
              change ->
                  Happening.between(change.before(), change.after())
                      .forEach(each -> told.add(each.type() + " " + each.job().id())),
              LEAST);
    }

    @Override
    public void close() {
      watch.close();
      redis.close();
    }
  }

  @Tag("slow")
  @Test
  void one_head_asks_all_know_and_another_goes_on_where_it_ends() throws Exception {
    try (RedisServer server = RedisServer.start(folder.resolve("redis"));
        LocalJobs jobs = new LocalJobs(folder.resolve("jobs"), "here")) {
      Process first = new Process(jobs, server.port());
      await(() -> first.asked.get() > 0);
      try (Process second = new Process(jobs, server.port())) {
        try (first) {
          JobId one = submit(jobs, "#!/bin/sh\nsleep 600\n");
          second.watch.submitted(one);
          // Whoever asks next, and wherever, is not told that there is none.
          assertTrue(first.watch.find(one).isPresent());
          assertTrue(second.watch.find(one).isPresent());
          assertTrue(second.watch.find(new JobId("9999")).isEmpty());
          assertEquals(0, second.asked.get());
          await(() -> first.told.contains("STARTED " + one));
          assertTrue(second.told.isEmpty());
        }
        // Nobody looks while this one begins and ends; it is told nevertheless.
        JobId two = submit(jobs, "#!/bin/sh\nexit 1\n");
        await(() -> second.told.contains("FAILED " + two));
        assertTrue(second.told.contains("STARTED " + two));
        assertTrue(second.told.stream().noneMatch(line -> line.equals("SUBMITTED 1")));
        assertTrue(second.asked.get() > 0);
      }
    }
  }

  @Test
  void that_the_scheduler_is_away_all_heads_say() throws Exception {
    try (RedisServer server = RedisServer.start(folder.resolve("redis"));
        LocalJobs jobs = new LocalJobs(folder.resolve("jobs"), "here");
        Process first = new Process(jobs, server.port())) {
      await(() -> first.watch.current().known());
      try (Process second = new Process(jobs, server.port())) {
        await(() -> second.watch.current().known());
        first.away.set(true);
        await(() -> second.watch.fault().isPresent());
        assertEquals("Unable to contact slurm controller", second.watch.fault().orElseThrow());
        first.away.set(false);
        first.watch.wake();
        await(() -> second.watch.fault().isEmpty() && first.watch.fault().isEmpty());
        assertEquals(0, second.asked.get());
      }
    }
  }

  @Test
  void a_look_that_takes_long_keeps_its_turn() throws Exception {
    try (RedisServer server = RedisServer.start(folder.resolve("redis"));
        LocalJobs jobs = new LocalJobs(folder.resolve("jobs"), "here");
        Process head = new Process(jobs, server.port())) {
      await(() -> head.watch.current().known());
      head.answers.acquire();
      await(head.answers::hasQueuedThreads);
      // What squeue is waited for at the longest.
      assertTrue(Long.parseLong(server.says("", "PTTL", "{jobs}:poller").strip()) > 30_000);
      head.answers.release();
    }
  }

  @Tag("slow")
  @Test
  void without_redis_each_head_knows_what_it_sees_and_tells_it_later() throws Exception {
    try (RedisServer server = RedisServer.start(folder.resolve("redis"));
        LocalJobs jobs = new LocalJobs(folder.resolve("jobs"), "here");
        Process head = new Process(jobs, server.port())) {
      await(() -> head.watch.current().known());
      server.close();
      JobId job = submit(jobs, "#!/bin/sh\nexit 0\n");
      await(() -> head.watch.current().find(job).isPresent());
      assertTrue(head.told.isEmpty());
      server.start();
      await(() -> head.told.contains("COMPLETED " + job));
    }
  }

  @Test
  void a_snapshot_survives_its_journey() throws Exception {
    try (LocalJobs jobs = new LocalJobs(folder.resolve("jobs"), "here")) {
      submit(jobs, "#!/bin/sh\nsleep 600\n");
      Snapshot snapshot = Snapshot.of(Instant.now(), jobs.jobs());
      assertEquals(snapshot, Snapshot.read(snapshot.write()));
    }
  }

  private static JobId submit(LocalJobs jobs, String script) throws Exception {
    return jobs.submit(
        ALICE,
        new Submission(script, Map.of(), Map.of(), false, Optional.empty(), Optional.empty()));
  }

  private static void await(BooleanSupplier so) {
    Instant end = Instant.now().plusSeconds(60);
    while (!so.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(end), "it did not become so");
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
