package org.hpcctl.services.kit.act;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The verbs for files, run by a child of this process.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
final class ActHereTest {
  private static final byte[] NOTHING = {};

  @TempDir Path folder = Path.of("");

  @Test
  void a_file_is_written_in_pieces_named_at_once_and_read_in_part() throws IOException {
    assertDone(run(Verb.MKDIR, "parts"));
    assertDone(write("parts/p", "0", "new", "hello "));
    assertDone(write("parts/p", "6", "keep", "world"));
    assertEquals(new End.Failed("EEXIST"), write("parts/p", "0", "new", "x").end());
    assertDone(run(Verb.PUBLISH, "parts/p", "whole", "new"));
    assertEquals("hello world", Files.readString(folder.resolve("whole")));
    assertFalse(Files.exists(folder.resolve("parts/p")));
    ActAsUser.Done part = run(Verb.READ, "whole", "6", "3", "0");
    assertEquals("wor", part.text());
    assertEquals(11, part.facts().orElseThrow().size());
    assertEquals(0600, part.facts().orElseThrow().mode());
    assertEquals("rld", run(Verb.READ, "whole", "-3", "100", "0").text());
    assertEquals("", run(Verb.READ, "whole", "11", "100", "0").text());
    assertDone(run(Verb.DELETE, "parts"));
  }

  @Test
  void a_name_that_is_taken_stays_as_it_is() throws IOException {
    assertDone(write("a", "0", "new", "a"));
    assertDone(write("b", "0", "new", "b"));
    assertEquals(new End.Failed("EEXIST"), run(Verb.PUBLISH, "a", "b", "new").end());
    assertEquals("b", Files.readString(folder.resolve("b")));
    assertDone(run(Verb.PUBLISH, "a", "b", "replace"));
    assertEquals("a", Files.readString(folder.resolve("b")));
  }

  @Test
  void entries_and_room_are_told() throws IOException {
    assertDone(write("a", "0", "new", "abc"));
    assertDone(run(Verb.MKDIR, "d"));
    Map<String, FileFacts> entries =
        FileFacts.entries(run(Verb.LIST, "").output()).stream()
            .collect(Collectors.toMap(FileFacts.Entry::name, FileFacts.Entry::facts));
    assertEquals(Set.of("a", "d"), entries.keySet());
    assertEquals(3, Objects.requireNonNull(entries.get("a")).size());
    assertEquals(FileFacts.Kind.DIRECTORY, Objects.requireNonNull(entries.get("d")).kind());
    assertTrue(run(Verb.SPACE, "").text().matches("\\d+ \\d+ \\d+ \\d+\n"));
  }

  @Test
  void who_waits_for_more_gets_it_when_it_is_there() throws Exception {
    assertDone(write("log", "0", "new", "one"));
    try (Acting acting = ActAsUser.here().begin(order(Verb.READ, "log", "3", "100", "20"))) {
      Thread.ofVirtual().start(() -> append("two"));
      assertEquals("two", new String(acting.output().readAllBytes(), StandardCharsets.UTF_8));
      assertTrue(acting.end().succeeded());
    }
  }

  @Test
  void numbers_that_are_none_are_refused() throws IOException {
    assertDone(write("a", "0", "new", "abc"));
    for (String number : List.of("", "x", "1e3", "0x1", "99999999999999999999", "1\n")) {
      assertInstanceOf(End.Rejected.class, run(Verb.READ, "a", number, "1", "0").end(), number);
    }
    assertInstanceOf(End.Rejected.class, write("a", "-1", "keep", "x").end());
  }

  private void append(String text) {
    try {
      Files.writeString(folder.resolve("log"), text, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ActAsUser.Done write(String path, String offset, String how, String text)
      throws IOException {
    return ActAsUser.here()
        .run(order(Verb.WRITE, path, offset, how), text.getBytes(StandardCharsets.UTF_8));
  }

  private ActAsUser.Done run(Verb verb, String... words) throws IOException {
    return ActAsUser.here().run(order(verb, words), NOTHING);
  }

  private Order order(Verb verb, String... words) {
    List<String> all = new ArrayList<>(List.of(folder.toString()));
    all.addAll(List.of(words));
    return new Order("r", "anybody", verb, Optional.of(folder), all);
  }

  private static void assertDone(ActAsUser.Done done) {
    assertTrue(done.end().succeeded(), () -> done.end() + " " + done.errors());
  }
}
