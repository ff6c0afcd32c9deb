package org.hpcctl.secret;

import module java.base;

/// Files that only their owner may read.
public final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_FOLDER =
      PosixFilePermissions.fromString("rwx------");

  private PrivateFile() {}

  /// Writes all or nothing; the file is never readable by others, not even for a moment.
  public static void write(Path path, String text) throws IOException {
    Path folder = Objects.requireNonNull(path.toAbsolutePath().getParent());
    makeFolder(folder);
    Path draft =
        Files.createTempFile(
            folder, ".hpcctl-", ".new", PosixFilePermissions.asFileAttribute(OWNER));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /// Makes the folder and those above it, each that is new for its owner alone.
  public static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
  }

  /// Whether somebody else than the owner may do anything with it.
  public static boolean open(Path path) throws IOException {
    return !OWNER_FOLDER.containsAll(Files.getPosixFilePermissions(path));
  }
}
