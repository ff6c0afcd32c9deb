package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.cli.Terminal.Standard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalTest {
  @TempDir private Path descriptors;

  @Test
  void each_stream_is_judged_by_itself() throws IOException {
    opened("/dev/pts/3", "pipe:[4711]", "/dev/tty1");
    assertEquals(Set.of(Standard.INPUT, Standard.ERROR), Terminal.terminals(descriptors));
  }

  @Test
  void a_file_a_closed_stream_and_nothing_at_all_are_no_terminals() throws IOException {
    opened("/dev/null", "/home/operator/pts/1");
    assertEquals(Set.of(), Terminal.terminals(descriptors));
  }

  @Test
  void nobody_is_asked_who_would_not_see_the_question() {
    Terminal redirected = at(Standard.INPUT, Standard.OUTPUT);
    assertFalse(redirected.asks());
    assertFalse(redirected.live());
    assertTrue(redirected.screen());
    assertTrue(at(Standard.INPUT, Standard.ERROR).asks());
    assertFalse(at(Standard.OUTPUT, Standard.ERROR).asks());
  }

  private void opened(String... targets) throws IOException {
    for (int number = 0; number < targets.length; number++) {
      Files.createSymbolicLink(descriptors.resolve("" + number), Path.of(targets[number]));
    }
  }

  private Terminal at(Standard... terminals) {
    return new Terminal(
        new BufferedReader(Reader.nullReader()),
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        Set.of(terminals),
        true,
        _ -> Optional.empty(),
        descriptors);
  }
}
