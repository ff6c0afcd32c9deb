package org.hpcctl.dist;

import module java.base;

/// The files of one directory. A file whose bytes are the same is left alone; one that differs is
/// replaced by rename, because a running hpcctl may have the old one open.
final class Contents {
  private final Path directory;
  private final SortedSet<String> names = new TreeSet<>();

  Contents(Path directory) throws IOException {
    this.directory = Files.createDirectories(directory);
  }

  void put(Path source, String name) throws IOException {
    names.add(name);
    Path file = directory.resolve(name);
    if (Files.exists(file) && Files.mismatch(source, file) == -1) {
      return;
    }
    Path fresh = directory.resolve("." + name + ".new");
    Files.copy(source, fresh, StandardCopyOption.REPLACE_EXISTING);
    // As in the archive: the AOT cache knows its jars by their times.
    Files.setLastModifiedTime(fresh, FileTime.from(Instant.EPOCH));
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// Says that a file somebody else writes belongs here.
  void keep(String name) {
    names.add(name);
  }

  SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(names);
  }

  void removeOthers() throws IOException {
    try (Stream<Path> found = Files.list(directory)) {
      for (Path file : found.toList()) {
        if (!names.contains(file.getFileName().toString())) {
          Files.delete(file);
        }
      }
    }
  }
}
