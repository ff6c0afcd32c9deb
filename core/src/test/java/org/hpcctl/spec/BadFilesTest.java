package org.hpcctl.spec;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.ProblemText;
import org.hpcctl.problem.Refused;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One fault a file, and what is told about it. A new case is a new file under `resources/bad`.
final class BadFilesTest {
  private static final Path FOLDER = Path.of("src", "test", "resources", "bad");
  private static final Map<String, String> VARIABLES =
      Map.of(
          "SESSION_SECRET", "Ahn3ooxeiC8eech4ohsh7ahroh5quiwu",
          "JWT_SECRET", "eeS7aitheizoo6iekahkeich3ahlah0u",
          "OIDC_SECRET", "oozoh2Ohtho4eeja",
          "SHORT", "kahVee4u",
          "TWO_LINES", "Ahn3ooxeiC8eech4\nohsh7ahroh5quiwu",
          "EAB_STANDARD_BASE64", "zWNDZM6eQGHWpSRTPal5eIU+FTu7EajVIoguysqZ9wG4/nMEtUs=",
          "EAB_SHORT", "zWNDZM6eQGHWpSRTPal5eA",
          "TSIG_SECRET", "3xaJ0rYk9CWx9m1k5v0mFqYtT0uH6n2b8dGQzS7pL4c=",
          "TSIG_NOT_BASE64", "Ahn3ooxei-C8eech4-ohsh7ahroh5-quiwu");

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void is_refused_at_its_line_with_a_reason(String file) throws IOException {
    String text = Files.readString(FOLDER.resolve(file));
    try {
      SpecReader.read(file, text, name -> Optional.ofNullable(VARIABLES.get(name)));
      fail(file + " was accepted");
    } catch (Refused refused) {
      assertTrue(
          refused.problems().stream()
              .filter(Problem::refuses)
              .allMatch(problem -> problem.place().isPresent()));
      String shown = new ProblemText(false).of(refused.problems(), _ -> Optional.of(text));
      VARIABLES.forEach(
          (name, value) -> assertTrue(!shown.contains(value), () -> "the value of " + name));
      Golden.assertMatches("bad/" + file.replace(".yaml", ".txt"), shown);
    }
  }
}
