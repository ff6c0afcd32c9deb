package org.hpcctl.lab;

import module java.base;

/// What is secret in a lab, made anew for each.
final class Keys {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Keys() {}

  /// Makes an ed25519 key pair, `file` and `file.pub`.
  static void generate(Path file, String comment) {
    Machine.run(
        "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file.toString());
  }

  /// 256 bits as letters, digits, `-` and `_`.
  static String secret() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The form in which /etc/shadow keeps a password.
  static String hash(String password) {
    return Machine.ask(password + "\n", List.of("openssl", "passwd", "-6", "-stdin"))
        .output()
        .strip();
  }

  /// Writes a file that only its owner ever could read.
  static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text);
  }
}
