package org.hpcctl.services.kit.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.junit.jupiter.api.Test;

/// What a service may rely on, whether its bus is in memory or in Redis.
interface BusContract {
  /// The bus of one head.
  Bus bus();

  /// The bus of another head, or the same where there is one only.
  Bus other();

  @Test
  default void everybody_hears_all_of_a_topic_in_order() throws Exception {
    Heard here = new Heard();
    Heard there = new Heard();
    try (Subscription _ = bus().subscribe(Set.of("jobs"), Map.of(), here);
        Subscription _ = other().subscribe(Set.of("jobs", "nodes"), Map.of(), there)) {
      for (int number = 0; number < 300; number++) {
        bus().publish(event("jobs", number));
      }
      assertEquals(IntStream.range(0, 300).boxed().toList(), here.numbers(300));
      assertEquals(IntStream.range(0, 300).boxed().toList(), there.numbers(300));
    }
  }

  @Test
  default void an_event_arrives_as_it_was() throws Exception {
    Heard heard = new Heard();
    try (Subscription _ = other().subscribe(Set.of("jobs"), Map.of(), heard)) {
      Event event =
          Event.now(
              "jobs",
              "job:started",
              JsonNodeFactory.instance.objectNode().put("name", "Ünï \"x\"\n").put("id", 7),
              Optional.of("ann"));
      bus().publish(event);
      assertEquals(event, heard.next().event());
    }
  }

  @Test
  default void topics_are_heard_apart() throws Exception {
    Heard heard = new Heard();
    try (Subscription _ = bus().subscribe(Set.of("nodes"), Map.of(), heard)) {
      bus().publish(event("jobs", 1));
      bus().publish(event("nodes", 2));
      assertEquals(2, number(heard.next()));
    }
  }

  @Test
  default void who_comes_back_goes_on_where_it_stopped() throws Exception {
    Heard first = new Heard();
    String position;
    try (Subscription _ = bus().subscribe(Set.of("uploads"), Map.of(), first)) {
      bus().publish(event("uploads", 1));
      bus().publish(event("uploads", 2));
      position = first.next().position();
    }
    bus().publish(event("uploads", 3));
    Heard again = new Heard();
    try (Subscription _ =
        other().subscribe(Set.of("uploads"), Map.of("uploads", position), again)) {
      assertEquals(List.of(2, 3), again.numbers(2));
    }
    Replay replay = bus().replay("uploads", position, 10);
    assertEquals(List.of(2, 3), replay.events().stream().map(BusContract::number).toList());
    assertTrue(replay.complete());
    assertEquals(1, bus().replay("uploads", position, 1).events().size());
  }

  @Test
  default void a_replay_from_what_nobody_remembers_says_so() throws Exception {
    Heard heard = new Heard();
    try (Subscription _ = bus().subscribe(Set.of("alerts"), Map.of(), heard)) {
      bus().publish(event("alerts", 1));
      heard.next();
      assertFalse(bus().replay("alerts", "1-1", 10).complete());
      assertFalse(bus().replay("never_heard_of", "1-1", 10).complete());
      assertFalse(bus().replay("alerts", "99999999999999-0", 10).complete());
    }
  }

  @Test
  default void what_is_no_position_is_refused() {
    for (String wrong : List.of("", "x", "1", "-1-0", "$", "1-0 2-0")) {
      assertThrows(IllegalArgumentException.class, () -> bus().replay("jobs", wrong, 1));
      assertThrows(
          IllegalArgumentException.class,
          () -> bus().subscribe(Set.of("jobs"), Map.of("jobs", wrong), _ -> {}));
    }
  }

  @Test
  default void a_listener_that_throws_hears_the_next() throws Exception {
    Heard heard = new Heard();
    Consumer<Delivery> touchy =
        delivery -> {
          heard.accept(delivery);
          if (number(delivery) == 1) {
            throw new IllegalStateException("told by the test");
          }
        };
    try (Subscription _ = bus().subscribe(Set.of("jobs"), Map.of(), touchy)) {
      bus().publish(event("jobs", 1));
      bus().publish(event("jobs", 2));
      assertEquals(List.of(1, 2), heard.numbers(2));
    }
  }

  @Test
  default void nothing_is_heard_after_the_end() throws Exception {
    Heard heard = new Heard();
    Heard still = new Heard();
    try (Subscription _ = bus().subscribe(Set.of("jobs"), Map.of(), still)) {
      bus().subscribe(Set.of("jobs"), Map.of(), heard).close();
      bus().publish(event("jobs", 1));
      still.next();
      assertEquals(0, heard.waiting());
    }
  }

  static Event event(String topic, int number) {
    return Event.now(
        topic,
        "test",
        JsonNodeFactory.instance.objectNode().put("number", number),
        Optional.empty());
  }

  static int number(Delivery delivery) {
    return delivery.event().data().required("number").asInt();
  }

  /// What a subscriber was told.
  final class Heard implements Consumer<Delivery> {
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();

    @Override
    public void accept(Delivery delivery) {
      deliveries.add(delivery);
    }

    Delivery next() throws InterruptedException {
      return Optional.ofNullable(deliveries.poll(90, TimeUnit.SECONDS))
          .orElseThrow(() -> new AssertionError("nothing came within 90 s"));
    }

    List<Integer> numbers(int count) throws InterruptedException {
      List<Integer> numbers = new ArrayList<>();
      while (numbers.size() < count) {
        numbers.add(number(next()));
      }
      return numbers;
    }

    int waiting() {
      return deliveries.size();
    }
  }
}
