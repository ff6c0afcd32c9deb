package org.hpcctl.dist;

import module java.base;

/// Whole directories.
final class Directories {
  static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// The same tree elsewhere on the same file system: new directories, hard links for the files.
  static void link(Path from, Path to) throws IOException {
    try (Stream<Path> found = Files.walk(from)) {
      for (Path path : found.sorted().toList()) {
        Path twin = to.resolve(from.relativize(path));
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(twin);
        } else {
          Files.createLink(twin, path);
        }
      }
    }
  }

  /// @return the bytes of all files
  static long size(Path directory) throws IOException {
    try (Stream<Path> found = Files.walk(directory)) {
      return found
          .filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
          .mapToLong(path -> path.toFile().length())
          .sum();
    }
  }

  private Directories() {}
}
