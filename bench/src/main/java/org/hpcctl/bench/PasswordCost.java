package org.hpcctl.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;

/// What one check of a password costs by itself, at the costs auth_service chose. Prints
/// milliseconds of processor time.
final class PasswordCost {
  private static final int CHECKS = 40;

  private PasswordCost() {}

  static void main(String[] words) throws IOException {
    Argon2Function function = Argon2Function.getInstance(7 * 1024, 5, 1, 32, Argon2.ID);
    byte[] salt = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    byte[] password = "a password for benches".getBytes(UTF_8);
    String hash = function.hash(password, salt).getResult();
    Measured here = Measured.process("self");
    for (int i = 0; i < CHECKS; i++) {
      check(function, hash);
    }
    long before = here.processor();
    for (int i = 0; i < CHECKS; i++) {
      check(function, hash);
    }
    System.out.printf(Locale.ROOT, "%.2f%n", (here.processor() - before) / 1e3 / CHECKS);
  }

  private static void check(Argon2Function function, String hash) {
    if (!function.check("a password for benches", hash)) {
      throw new IllegalStateException();
    }
  }
}
