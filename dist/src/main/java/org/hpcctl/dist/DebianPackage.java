package org.hpcctl.dist;

import module java.base;

import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;

/// A `.deb` as deb(5) describes it: an `ar` archive of a version, the control file and the tree.
final class DebianPackage {
  /// @param tree the root of what is installed
  /// @param control the text of the control file
  static void write(Path archive, Path tree, String control) throws IOException {
    Path work = Files.createTempDirectory(archive.getParent(), "deb");
    try {
      Path controlTree = Files.createDirectory(work.resolve("control"));
      Files.writeString(controlTree.resolve("control"), control);
      Path controlTar = work.resolve("control.tar.gz");
      TarGz.write(controlTar, controlTree, "./");
      Path dataTar = work.resolve("data.tar.gz");
      TarGz.write(dataTar, tree, "./");
      Path format = Files.writeString(work.resolve("debian-binary"), "2.0\n");
      try (var file = new BufferedOutputStream(Files.newOutputStream(archive));
          var ar = new ArArchiveOutputStream(file)) {
        for (Path member : List.of(format, controlTar, dataTar)) {
          ar.putArchiveEntry(
              new ArArchiveEntry(
                  member.getFileName().toString(), Files.size(member), 0, 0, 0100644, 0));
          Files.copy(member, ar);
          ar.closeArchiveEntry();
        }
      }
    } finally {
      Directories.delete(work);
    }
  }

  private DebianPackage() {}
}
