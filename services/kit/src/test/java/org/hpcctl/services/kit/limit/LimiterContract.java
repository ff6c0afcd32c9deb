package org.hpcctl.services.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

/// What a limit means, whoever counts.
interface LimiterContract {
  /// Those who count together.
  List<Limiter> limiters();

  @Test
  default void of_ten_times_as_many_at_once_exactly_as_many_pass_as_may() throws Exception {
    Limit limit = Limit.of("at once", 100, Duration.ofMinutes(1));
    List<Limiter> limiters = limiters();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Verdict>> verdicts = new ArrayList<>();
      // At most as many at a time as wait for the stores' connections.
      Semaphore places = new Semaphore(50);
      for (int request = 0; request < 1000; request++) {
        Limiter limiter = limiters.get(request % limiters.size());
        places.acquire();
        verdicts.add(
            threads.submit(
                () -> {
                  try {
                    return limiter.take(limit, "ann");
                  } finally {
                    places.release();
                  }
                }));
      }
      int passed = 0;
      Set<Integer> remaining = new HashSet<>();
      for (Future<Verdict> future : verdicts) {
        Verdict verdict = future.get();
        if (verdict.allowed()) {
          passed++;
          remaining.add(verdict.remaining());
        } else {
          assertEquals(0, verdict.remaining());
          assertTrue(verdict.retryAfter().isPositive());
        }
      }
      assertEquals(100, passed);
      assertEquals(100, remaining.size(), "two were told the same number");
    }
  }

  @Test
  default void the_21st_is_refused_and_told_when_to_come_back() {
    Limit limit = Limit.of("init", 20, Duration.ofSeconds(60));
    for (int time = 1; time <= 20; time++) {
      Verdict verdict = limiters().getFirst().take(limit, "bob");
      assertTrue(verdict.allowed());
      assertEquals(20 - time, verdict.remaining());
      assertEquals(20, verdict.limit());
    }
    Verdict refused = limiters().getLast().take(limit, "bob");
    assertFalse(refused.allowed());
    assertTrue(refused.retryAfter().compareTo(Duration.ofSeconds(50)) > 0);
    assertTrue(refused.retryAfter().compareTo(Duration.ofSeconds(60)) <= 0);
    assertTrue(refused.resetAt().isAfter(Instant.now().plusSeconds(50)));
    assertTrue(limiters().getFirst().take(limit, "carl").allowed());
  }

  @Test
  default void a_window_that_has_passed_is_free_again() {
    Limit limit = Limit.of("short", 2, Duration.ofMillis(200));
    Verdict last = limiters().getFirst().take(limit, "ann");
    Instant end = Instant.now().plusSeconds(30);
    // Three requests may take longer than the window.
    while (last.allowed() && Instant.now().isBefore(end)) {
      last = limiters().getFirst().take(limit, "ann");
    }
    assertFalse(last.allowed());
    LockSupport.parkNanos(last.retryAfter().plusMillis(1).toNanos());
    assertTrue(limiters().getFirst().take(limit, "ann").allowed());
  }

  @Test
  default void a_burst_is_held_down() {
    Limit limit = new Limit("burst", 100, Duration.ofMinutes(1), OptionalInt.of(2));
    assertTrue(limiters().getFirst().take(limit, "ann").allowed());
    assertTrue(limiters().getFirst().take(limit, "ann").allowed());
    Verdict refused = limiters().getFirst().take(limit, "ann");
    assertFalse(refused.allowed());
    assertEquals(98, refused.remaining());
    assertTrue(refused.retryAfter().compareTo(Duration.ofSeconds(1)) <= 0);
  }
}
