package org.hpcctl.services.kit.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

/// The arithmetic of a window, on a clock of the test's own.
final class RingTest {
  private static final Limit TWENTY = Limit.of("init", 20, Duration.ofSeconds(60));

  private long now = 1_000_000;
  private final Limiter limiter = new Limiter(Optional.empty(), () -> now);

  @Test
  void the_21st_in_a_minute_is_refused_wherever_the_minute_begins() {
    for (int time = 1; time <= 20; time++) {
      assertTrue(take(TWENTY).allowed());
      now += 2_950;
    }
    // 59 s after the first.
    Verdict refused = take(TWENTY);
    assertFalse(refused.allowed());
    assertEquals(0, refused.remaining());
    assertEquals(Duration.ofSeconds(1), refused.retryAfter());
    now += 1_000;
    assertTrue(take(TWENTY).allowed());
    assertFalse(take(TWENTY).allowed());
  }

  @Test
  void what_remains_counts_down_and_comes_back() {
    assertEquals(19, take(TWENTY).remaining());
    assertEquals(18, take(TWENTY).remaining());
    now += 60_000;
    assertEquals(19, take(TWENTY).remaining());
  }

  @Test
  void a_refused_request_does_not_count() {
    Limit one = Limit.of("one", 1, Duration.ofSeconds(10));
    assertTrue(take(one).allowed());
    for (int time = 0; time < 9; time++) {
      now += 1_000;
      assertFalse(take(one).allowed());
    }
    now += 1_000;
    assertTrue(take(one).allowed());
  }

  @Test
  void a_burst_is_held_down_within_a_second() {
    Limit limit = new Limit("b", 100, Duration.ofSeconds(60), OptionalInt.of(3));
    for (int time = 0; time < 3; time++) {
      assertTrue(take(limit).allowed());
    }
    Verdict refused = take(limit);
    assertFalse(refused.allowed());
    assertEquals(Duration.ofSeconds(1), refused.retryAfter());
    assertEquals(97, refused.remaining());
    now += 1_000;
    assertTrue(take(limit).allowed());
  }

  @Test
  void callers_and_limits_are_counted_apart() {
    Limit other = Limit.of("list", 1, Duration.ofSeconds(60));
    assertTrue(limiter.take(other, "ann").allowed());
    assertTrue(limiter.take(other, "bob").allowed());
    assertFalse(limiter.take(other, "ann").allowed());
    assertTrue(limiter.take(TWENTY, "ann").allowed());
    assertEquals(new LimiterStatistics(4, 1, 2, 2), limiter.statistics());
    now += 61_000;
    assertEquals(new LimiterStatistics(4, 1, 2, 0), limiter.statistics());
  }

  @Test
  void callers_who_never_come_back_are_forgotten() {
    AtomicLong clock = new AtomicLong(1_000_000);
    OwnCounts counts = new OwnCounts(clock::get);
    for (int caller = 0; caller < 50_000; caller++) {
      counts.take(TWENTY, "caller " + caller);
    }
    assertEquals(50_000, counts.size());
    clock.addAndGet(66_000);
    counts.take(TWENTY, "one more");
    assertEquals(1, counts.size());
  }

  @Test
  void callers_who_are_made_up_do_not_fill_the_memory() {
    OwnCounts counts = new OwnCounts(() -> 5_000_000);
    for (int caller = 0; caller < 150_000; caller++) {
      counts.take(TWENTY, "caller " + caller);
    }
    assertTrue(counts.size() <= 100_001, counts.size() + " are remembered");
  }

  private Verdict take(Limit limit) {
    return limiter.take(limit, "ann");
  }
}
