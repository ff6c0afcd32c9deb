package org.hpcctl.services.authservice.session;

import module java.base;

/// Base32 of RFC 4648 without padding, as authenticator apps read secrets.
final class Base32 {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  String text(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int held = 0;
    for (byte each : bytes) {
      buffer = buffer << Byte.SIZE | each & 0xff;
      held += Byte.SIZE;
      while (held >= BITS) {
        held -= BITS;
        text.append(LETTERS.charAt(buffer >> held & 31));
      }
    }
    if (held > 0) {
      text.append(LETTERS.charAt(buffer << BITS - held & 31));
    }
    return text.toString();
  }

  byte[] bytes(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int held = 0;
    for (char letter : text.toCharArray()) {
      buffer = buffer << BITS | LETTERS.indexOf(letter);
      held += BITS;
      if (held >= Byte.SIZE) {
        held -= Byte.SIZE;
        bytes.write(buffer >> held);
      }
    }
    return bytes.toByteArray();
  }
}
