package org.hpcctl.testkit;

import module java.base;

/// A program for Node that a test speaks with over its standard streams: the real client of a
/// protocol. Its packages are installed once, and again when its lock file changed.
public final class NodeProgram {
  private NodeProgram() {}

  /// What the program complains of goes to `node.log` in `place`.
  ///
  /// @param sources the directory of its files, `package-lock.json` among them
  /// @param place where it is installed, below `target`
  /// @param script which of the files to run
  /// @param environment what it finds there besides ours
  public static Process start(
      Path sources, Path place, String script, Map<String, String> environment) throws IOException {
    install(sources, place);
    ProcessBuilder builder =
        new ProcessBuilder("node", script)
            .directory(place.toFile())
            .redirectError(place.resolve("node.log").toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static synchronized void install(Path sources, Path place) throws IOException {
    Files.createDirectories(place);
    try (Stream<Path> files = Files.list(sources)) {
      for (Path file : files.toList()) {
        Files.copy(file, place.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    String lock = Files.readString(sources.resolve("package-lock.json"));
    Path stamp = place.resolve("installed");
    if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
      return;
    }
    // Node makes what it inherits non-blocking, which breaks the pipes of the test's own JVM:
    // it inherits none.
    String _ = Program.said(place, Map.of(), List.of("npm", "ci", "--silent"));
    Files.writeString(stamp, lock);
  }
}
