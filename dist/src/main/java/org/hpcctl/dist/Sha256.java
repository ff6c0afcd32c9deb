package org.hpcctl.dist;

import module java.base;

/// The SHA-256 of a file, in lower-case hexadecimal digits.
final class Sha256 {
  static String of(Path file) throws IOException {
    return of(List.of(file));
  }

  /// One digest of several files, in their order.
  static String of(List<Path> files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        try (var bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
          bytes.transferTo(OutputStream.nullOutputStream());
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private Sha256() {}
}
