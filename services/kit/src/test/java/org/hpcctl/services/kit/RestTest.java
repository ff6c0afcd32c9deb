package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;

class RestTest {
  private static final long MB = 1024 * 1024;

  private long used = 12 * MB;
  private int collections;
  private int releases;
  private final Rest rest =
      new Rest(
          () -> used,
          () -> {
            collections++;
            used = 9 * MB;
          },
          () -> {
            releases++;
            // To find out what the JVM reads takes memory too.
            used += MB * 3 / 5;
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
    assertEquals(1, collections, "once");
  }

  @Test
  void who_rests_already_is_left_alone() {
    used = 30 * MB;
    look(2);
    assertEquals(1, collections);
    for (int i = 0; i < 100; i++) {
      used += 25 * 1024;
      rest.look();
    }
    assertEquals(1, collections, "2.5 MB are not worth it");
    for (int i = 0; i < 100; i++) {
      used += 25 * 1024;
      rest.look();
    }
    assertEquals(2, collections, "4 MB are");
  }

  @Test
  void files_are_let_go_once_after_the_start_and_after_each_load() {
    used = MB;
    look(1);
    assertEquals(0, releases, "what it was before is not known yet");
    look(10);
    assertEquals(1, releases);
    used += MB;
    look(1);
    assertEquals(1, releases, "while it lasts");
    look(10);
    assertEquals(2, releases);
    assertEquals(0, collections, "so little is not worth one");
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
