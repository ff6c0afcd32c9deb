package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;

class RestTest {
  private static final long MB = 1024 * 1024;
  private static final int ROUNDS = 4;

  private long used = 12 * MB;
  private int collections;
  private final Rest rest =
      new Rest(
          () -> used,
          () -> {
            collections++;
            used = 9 * MB;
          });

  private void look(int times) {
    for (int i = 0; i < times; i++) {
      rest.look();
    }
  }

  @Test
  void what_a_load_left_is_collected_in_the_pause_after_it() {
    used = 30 * MB;
    rest.look();
    used = 40 * MB;
    rest.look();
    assertEquals(0, collections, "while it lasts");
    used += 1024;
    rest.look();
    assertEquals(1, collections, "after it");
    look(10);
    assertEquals(ROUNDS, collections, "until all is given back");
  }

  @Test
  void who_rests_already_is_left_alone() {
    used = 30 * MB;
    look(1 + ROUNDS);
    assertEquals(ROUNDS, collections);
    for (int i = 0; i < 100; i++) {
      used += 50 * 1024;
      rest.look();
    }
    assertEquals(ROUNDS, collections, "5 MB are not worth it");
    for (int i = 0; i < 100; i++) {
      used += 50 * 1024;
      rest.look();
    }
    assertEquals(2 * ROUNDS, collections, "8 MB are");
  }

  @Test
  void a_heap_that_was_just_collected_in_part_is_busy() {
    used = 40 * MB;
    rest.look();
    used = 38 * MB;
    rest.look();
    assertEquals(0, collections);
  }
}
