package org.hpcctl.services.websocketservice.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookmarkTest {
  @Test
  void what_was_written_is_read() {
    Bookmark mark =
        Bookmark.at(new Position(1_795_245_870_880L, 0))
            .with(Channel.JOBS, new Position(1_795_245_870_999L, 37));
    assertEquals(Optional.of(mark), Bookmark.parse(mark.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "j",
        "j1",
        "j1.",
        "j.1",
        "x1.1",
        "s1.1",
        "J1.1",
        "j1.1-",
        "j1.1 ",
        "j-1.1",
        "jzzzzzzzzzzzz.1",
        "1795245870880-0",
        "null"
      })
  void what_is_none_is_not_taken_for_one(String text) {
    assertEquals(Optional.empty(), Bookmark.parse(text));
  }

  @Test
  void an_endless_one_is_not_even_looked_at() {
    assertEquals(Optional.empty(), Bookmark.parse("j1.1-".repeat(100_000) + "j1.1"));
  }
}
