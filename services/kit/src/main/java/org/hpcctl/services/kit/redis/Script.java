package org.hpcctl.services.kit.redis;

import module java.base;

/// A Lua program that Redis runs as one step. In a cluster all its keys have to lie on one node:
/// give them the same `{tag}`.
///
/// @param digest by which Redis knows it again
public record Script(String text, String digest) {
  public Script(String text) {
    this(text, sha1(text));
  }

  private static String sha1(String text) {
    try {
      // Redis names scripts so; nothing is protected by it.
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
