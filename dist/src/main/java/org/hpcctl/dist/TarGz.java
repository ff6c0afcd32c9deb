package org.hpcctl.dist;

import module java.base;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// A `.tar.gz` whose bytes depend on names, modes and contents alone: entries in order of their
/// names, times zero, owner root.
final class TarGz {
  /// @param inside the directory inside the archive, ending in `/`, or empty for its top
  static void write(Path archive, Path directory, String inside) throws IOException {
    Path fresh = archive.resolveSibling(archive.getFileName() + ".new");
    try (var file = new BufferedOutputStream(Files.newOutputStream(fresh));
        var zip = new GZIPOutputStream(file, 1 << 16);
        var tar = new TarArchiveOutputStream(zip, "UTF-8");
        Stream<Path> found = Files.walk(directory)) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path path : found.filter(path -> !path.equals(directory)).sorted().toList()) {
        add(tar, path, inside + directory.relativize(path));
      }
    }
    Files.move(fresh, archive, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void add(TarArchiveOutputStream tar, Path path, String name) throws IOException {
    boolean isLink = Files.isSymbolicLink(path);
    boolean isDirectory = !isLink && Files.isDirectory(path);
    TarArchiveEntry entry =
        isLink
            ? new TarArchiveEntry(name, TarConstants.LF_SYMLINK)
            : new TarArchiveEntry(isDirectory ? name + "/" : name);
    if (isLink) {
      entry.setLinkName(Files.readSymbolicLink(path).toString());
      entry.setMode(0777);
    } else {
      boolean runs = isDirectory || Files.isExecutable(path);
      entry.setMode(runs ? 0755 : 0644);
      entry.setSize(isDirectory ? 0 : Files.size(path));
    }
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("root", "root");
    tar.putArchiveEntry(entry);
    if (!isLink && !isDirectory) {
      Files.copy(path, tar);
    }
    tar.closeArchiveEntry();
  }

  private TarGz() {}
}
