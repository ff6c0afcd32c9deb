package org.hpcctl.services.authservice.account;

import module java.base;

/// What nobody can guess, and how it is found again without being kept.
public final class Randoms {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;
  // Without characters that are mistaken for each other when they are copied by hand.
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private Randoms() {}

  /// 256 bits, as text for cookies and headers.
  public static String token() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// A text of letters and digits that a person can copy.
  public static String readable(int length) {
    return RANDOM
        .ints(length, 0, LETTERS.length())
        .mapToObj(LETTERS::charAt)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  /// SHA-256 in hexadecimal: enough for what has many random bits, never for passwords.
  public static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
