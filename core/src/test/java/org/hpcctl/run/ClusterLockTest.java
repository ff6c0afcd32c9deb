package org.hpcctl.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.problem.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Runs that meet on the same hosts, with the real flock(1).
@Timeout(180)
final class ClusterLockTest {
  @TempDir private Path folder;

  /// The hosts as one run sees them.
  private List<ShellHost> hosts() throws IOException {
    return List.of(new ShellHost("head1", folder), new ShellHost("head2", folder));
  }

  @Test
  void of_two_runs_that_each_got_a_host_in_the_same_instant_exactly_one_goes_on() throws Exception {
    List<ShellHost> first = hosts();
    List<ShellHost> second = hosts();
    CountDownLatch eachHasOne = new CountDownLatch(2);
    first.getFirst().aroundFirstHold(() -> {}, eachHasOne::countDown);
    // Neither lets go before both were refused.
    CountDownLatch bothTried = new CountDownLatch(2);
    first.getLast().aroundFirstHold(() -> await(eachHasOne), () -> meet(bothTried));
    second.getLast().aroundFirstHold(() -> {}, eachHasOne::countDown);
    second.getFirst().aroundFirstHold(() -> await(eachHasOne), () -> meet(bothTried));

    Map<String, FutureTask<ClusterLock>> runs = new LinkedHashMap<>();
    runs.put("ada", new FutureTask<>(() -> ClusterLock.take(first, "ada", Duration.ZERO)));
    runs.put("bob", new FutureTask<>(() -> ClusterLock.take(second, "bob", Duration.ZERO)));
    runs.values().forEach(run -> Thread.ofVirtual().start(run));
    List<String> goOn = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    List<ClusterLock> locks = new ArrayList<>();
    for (var run : runs.entrySet()) {
      try {
        locks.add(run.getValue().get());
        goOn.add(run.getKey());
      } catch (ExecutionException e) {
        refused.add(((Refused) Objects.requireNonNull(e.getCause())).problems().getFirst().what());
      }
    }
    assertEquals(1, goOn.size(), refused::toString);
    assertEquals(
        List.of("another run is working on this host: held by " + goOn.getFirst()), refused);
    assertTrue(locks.getFirst().contended());

    locks.getFirst().close();
    try (ClusterLock next = ClusterLock.take(hosts(), "cid", Duration.ZERO)) {
      assertFalse(next.contended());
    }
  }

  @Test
  void who_meets_a_run_that_ends_in_that_moment_goes_on_and_knows_it() throws Exception {
    ClusterLock other = ClusterLock.take(hosts(), "ada", Duration.ZERO);
    List<ShellHost> seen = hosts();
    seen.getFirst().aroundFirstHold(() -> {}, other::close);
    try (ClusterLock lock = ClusterLock.take(seen, "bob", Duration.ZERO)) {
      assertTrue(lock.contended());
      Refused third =
          assertThrows(
              Refused.class, () -> ClusterLock.take(hosts(), "cid", Duration.ZERO).close());
      assertEquals(
          "another run is working on this host: held by bob", third.problems().getFirst().what());
    }
  }

  private static void meet(CountDownLatch latch) {
    latch.countDown();
    await(latch);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
