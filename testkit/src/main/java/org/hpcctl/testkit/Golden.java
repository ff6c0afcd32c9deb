package org.hpcctl.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

/// Compares a text that a person reads with the copy of it that was reviewed.
///
/// The copies lie under `src/test/resources/golden` of the module under test. `mvn verify
/// -Dgolden=write` writes them anew; the review reads the difference.
public final class Golden {
  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

  private Golden() {}

  /// Fails when `actual` is not the golden file `name` (a path below the golden folder).
  public static void assertMatches(String name, String actual) {
    assertSame(FOLDER.resolve(name), actual);
  }

  /// The same for a file that is kept where people look for it.
  public static void assertSame(Path file, String actual) {
    try {
      if ("write".equals(System.getProperty("golden"))) {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, actual);
        return;
      }
      String expected = Files.exists(file) ? Files.readString(file) : "";
      assertEquals(expected, actual, () -> file + " differs; -Dgolden=write accepts the new text");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
