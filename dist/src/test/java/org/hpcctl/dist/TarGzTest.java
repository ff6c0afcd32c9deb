package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TarGzTest {
  @TempDir private Path directory;

  @Test
  void the_same_files_give_the_same_bytes_whenever_they_were_written() throws IOException {
    Path first = tree("first", FileTime.from(Instant.EPOCH));
    Path second = tree("second", FileTime.from(Instant.ofEpochSecond(2_000_000_000)));

    TarGz.write(directory.resolve("first.tar.gz"), first, "inside/");
    TarGz.write(directory.resolve("second.tar.gz"), second, "inside/");

    assertEquals(
        -1,
        Files.mismatch(directory.resolve("first.tar.gz"), directory.resolve("second.tar.gz")),
        "position of the first byte that differs");
  }

  private Path tree(String name, FileTime time) throws IOException {
    Path tree = Files.createDirectories(directory.resolve(name));
    // Longer than a tar header's 100 bytes, as some of the runtime's licence files are.
    for (String file : List.of("b", "a", "long".repeat(40))) {
      Files.setLastModifiedTime(Files.writeString(tree.resolve(file), file), time);
    }
    Files.createSymbolicLink(tree.resolve("link"), Path.of("a"));
    tree.resolve("b").toFile().setExecutable(true);
    return tree;
  }
}
