package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CompletionCommandTest {
  @TempDir private Path folder;

  @Test
  void bash_completes_commands_and_services() throws Exception {
    StringWriter out = new StringWriter();
    Main.run(
        new String[] {"completion", "bash"},
        new Terminal(
            new BufferedReader(new StringReader("")),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()),
            Set.of(),
            false,
            _ -> Optional.empty(),
            folder));
    Path script = Files.writeString(folder.resolve("completion"), out.toString());
    assertEquals(List.of("health"), completed(script, "hpcctl", "heal"));
    assertEquals(List.of("restart"), completed(script, "hpcctl", "service", "rest"));
    assertTrue(completed(script, "hpcctl", "health", "--service", "").contains("job_api"));
  }

  /// What bash offers for the last word.
  private static List<String> completed(Path script, String... words) throws Exception {
    String typed = Arrays.stream(words).map("'%s'"::formatted).collect(Collectors.joining(" "));
    Process bash =
        new ProcessBuilder(
                "bash",
                "-c",
                """
                source %s
                COMP_WORDS=(%s) COMP_CWORD=%d
                _complete_hpcctl
                printf '%%s\\n' "${COMPREPLY[@]}"
                """
                    .formatted(script, typed, words.length - 1))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader stdout = bash.inputReader()) {
      List<String> offered = stdout.lines().map(String::strip).toList();
      assertEquals(0, bash.waitFor(), offered::toString);
      return offered;
    }
  }
}
