package org.hpcctl.services.kit.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;

/// The words mean the same, however the servers hang together.
interface RedisContract {
  Duration LIFE = Duration.ofMinutes(1);

  /// One that is up, for all tests of the class.
  Redis redis();

  @Test
  default void a_value_is_kept_and_deleted() {
    redis().set("a value", "1", LIFE);
    assertEquals(Optional.of("1"), redis().get("a value"));
    assertTrue(redis().delete("a value"));
    assertFalse(redis().delete("a value"));
    assertEquals(Optional.empty(), redis().get("a value"));
  }

  @Test
  default void the_first_who_sets_wins() {
    assertTrue(redis().setIfAbsent("first", "ann", LIFE));
    assertFalse(redis().setIfAbsent("first", "bob", LIFE));
    assertEquals(Optional.of("ann"), redis().get("first"));
  }

  @Test
  default void what_is_not_prolonged_ends() {
    redis().set("long", "1", Duration.ofSeconds(1));
    assertTrue(redis().prolong("long", LIFE));
    redis().set("short", "1", Duration.ofSeconds(1));
    await(() -> redis().get("short").isEmpty());
    assertEquals(Optional.of("1"), redis().get("long"));
    assertFalse(redis().prolong("short", LIFE));
  }

  @Test
  default void a_set_knows_its_members() {
    redis().add("sessions", "one", LIFE);
    redis().add("sessions", "two", LIFE);
    redis().remove("sessions", "one");
    assertEquals(Set.of("two"), redis().members("sessions"));
    assertEquals(Set.of(), redis().members("nobody"));
  }

  @Test
  default void a_script_runs_on_its_keys() {
    Script script = new Script("return {redis.call('INCRBY', KEYS[1], ARGV[1]), 'x', false}");
    List<Object> expected = new ArrayList<>(List.of(5L, "x"));
    expected.add(null);
    assertEquals(Optional.of(expected), redis().eval(script, List.of("counter"), List.of("5")));
    assertEquals(
        Optional.empty(), redis().eval(new Script("return false"), List.of("k"), List.of()));
  }

  @Test
  default void a_wrong_command_is_our_fault_and_not_an_absence() {
    redis().add("a set", "one", LIFE);
    RuntimeException thrown = assertThrows(RuntimeException.class, () -> redis().get("a set"));
    assertFalse(thrown instanceof RedisUnavailable);
    assertEquals(Optional.empty(), redis().fault());
  }

  @Test
  default void a_stream_is_read_from_where_one_stopped() {
    String first = redis().append("{s}:one", Map.of("n", "1"), 100);
    redis().append("{s}:one", Map.of("n", "2"), 100);
    redis().append("{s}:two", Map.of("n", "3"), 100);
    List<Entry> read =
        redis().read(Map.of("{s}:one", first, "{s}:two", "0-0"), 10, Duration.ofSeconds(1));
    assertEquals(
        Set.of("{s}:one 2", "{s}:two 3"),
        read.stream()
            .map(it -> it.stream() + " " + it.fields().get("n"))
            .collect(Collectors.toSet()));
    assertEquals(
        List.of("2"),
        redis().range("{s}:one", first, 10).stream().map(it -> it.fields().get("n")).toList());
    assertEquals(first, redis().oldest("{s}:one").orElseThrow().id());
    assertEquals("2", redis().newest("{s}:one").orElseThrow().fields().get("n"));
  }

  @Test
  default void a_read_waits_longer_than_other_commands_may_take() throws Exception {
    long began = System.nanoTime();
    assertEquals(List.of(), redis().read(Map.of("quiet", "0-0"), 1, Duration.ofMillis(1200)));
    assertTrue(System.nanoTime() - began > 1_100_000_000L);
  }

  /// A busy machine may need longer to connect than a service waits for it when it starts.
  static Redis connected(Redis redis) {
    await(() -> redis.fault().isEmpty());
    return redis;
  }

  static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(90);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("it did not happen within 90 s");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }
}
