package org.hpcctl.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.host.Outcome.Done;
import org.hpcctl.host.Outcome.Failed;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final List<String> HOSTS = List.of("c", "a", "b");

  @Test
  void outcomes_keep_the_order_of_the_hosts_and_one_failure_is_no_other_hosts() {
    Problem down = Problem.error("down", "", "");
    Problem no = Problem.error("no", "", "");
    var outcomes =
        new Fleet(3)
            .each(
                HOSTS,
                Function.identity(),
                host ->
                    switch (host) {
                      case "a" -> throw new Unreachable(down, true);
                      case "b" -> throw new Refused(List.of(no, no));
                      case String well -> well + " is well";
                    });
    assertEquals(HOSTS, List.copyOf(outcomes.keySet()));
    assertEquals(
        List.of(
            new Done<>("c is well"),
            new Failed<>(List.of(down), true),
            new Failed<>(List.of(no, no), false)),
        List.copyOf(outcomes.values()));
  }

  @Test
  void no_more_than_so_many_run_at_once() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    new Fleet(2)
        .each(
            IntStream.range(0, 50).boxed().toList(),
            String::valueOf,
            _ -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              Thread.yield();
              return running.decrementAndGet();
            });
    assertTrue(most.get() <= 2, most::toString);
  }

  @Test
  void a_bug_is_thrown_on_after_all_have_finished() {
    Set<String> finished = ConcurrentHashMap.newKeySet();
    IllegalStateException bug =
        assertThrows(
            IllegalStateException.class,
            () ->
                new Fleet(1)
                    .each(
                        HOSTS,
                        Function.identity(),
                        host -> {
                          finished.add(host);
                          return 1 / (host.equals("a") ? 0 : 1);
                        }));
    assertInstanceOf(ArithmeticException.class, bug.getCause());
    assertEquals(Set.copyOf(HOSTS), finished);
  }

  @Test
  void an_interrupt_ends_what_runs_and_begins_nothing_more() {
    Thread caller = Thread.currentThread();
    Set<String> begun = ConcurrentHashMap.newKeySet();
    var outcomes =
        new Fleet(1)
            .each(
                HOSTS,
                Function.identity(),
                host -> {
                  begun.add(host);
                  caller.interrupt();
                  try {
                    return new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new Unreachable(Problem.error("interrupted", "", ""), true, e);
                  }
                });
    assertTrue(Thread.interrupted(), "the interrupt stays set");
    assertEquals(1, begun.size());
    outcomes.values().forEach(outcome -> assertInstanceOf(Failed.class, outcome));
  }
}
