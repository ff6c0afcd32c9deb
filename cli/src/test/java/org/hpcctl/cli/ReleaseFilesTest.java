package org.hpcctl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.hpcctl.plan.Release;
import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReleaseFilesTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @TempDir private Path home;

  @BeforeEach
  void install() throws IOException {
    Files.createDirectory(home.resolve("services"));
    Files.writeString(home.resolve("services/one.jar"), "one");
    Files.writeString(home.resolve("services/two.jar"), "two");
    list("{\"version\": \"1.0\", \"artifacts\": [%s, %s]}".formatted(entry("one"), entry("two")));
  }

  @Test
  void what_is_listed_and_there_is_the_release() {
    Release release = ReleaseFiles.read(home);
    assertEquals("1.0", release.version());
    assertEquals(Set.of("one.jar", "two.jar"), release.blobs().keySet());
    assertEquals(3, release.blob("one.jar").size());
  }

  @Test
  void every_file_that_is_missing_or_cut_is_told() throws IOException {
    Files.delete(home.resolve("services/one.jar"));
    Files.writeString(home.resolve("services/two.jar"), "t");
    assertEquals(
        List.of(
            "a file that belongs to this hpcctl is not there services/one.jar",
            "a file that belongs to this hpcctl is not whole services/two.jar"),
        told());
  }

  @Test
  void a_list_that_is_missing_cut_or_empty_is_told() throws IOException {
    String whole = Files.readString(home.resolve("release.json"));
    for (String text :
        List.of(
            "{}",
            "{\"version\": \"1.0\", \"artifacts\": []}",
            whole.replace("1.0", ""),
            whole.replace(DIGEST, ""))) {
      list(text);
      assertEquals(
          List.of("this list of the files that belong to hpcctl is not whole release.json"),
          told(),
          text);
    }
    for (String text : List.of("", whole.substring(0, 40), "[]")) {
      list(text);
      assertEquals(
          List.of("this list of the files that belong to hpcctl cannot be read release.json"),
          told(),
          text);
    }
    Files.delete(home.resolve("release.json"));
    assertEquals(
        List.of("the files that belong to this hpcctl are not there release.json"), told());
  }

  private static String entry(String name) {
    return "{\"file\": \"services/%s.jar\", \"sha256\": \"%s\", \"size\": 3}"
        .formatted(name, DIGEST);
  }

  private void list(String text) throws IOException {
    Files.writeString(home.resolve("release.json"), text);
  }

  /// What, and of which file.
  private List<String> told() {
    Refused refused = assertThrows(Refused.class, () -> ReleaseFiles.read(home));
    return refused.problems().stream().map(this::line).toList();
  }

  private String line(Problem problem) {
    Path place = Path.of(problem.place().orElseThrow().file());
    return problem.what() + " " + home.relativize(place);
  }
}
