package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// What the sender says his bytes come to; whatever he says has to be so.
///
/// @param digests by the JDK's name of the algorithm
public record Checksums(Map<String, byte[]> digests) {
  public static final Checksums NONE = new Checksums(Map.of());

  private static final Map<Integer, String> BY_LENGTH = Map.of(32, "MD5", 64, "SHA-256");

  public Checksums {
    digests = Map.copyOf(digests);
  }

  /// @param hexadecimal MD5 or SHA-256, told by its length; empty when it is neither
  public static Optional<Checksums> ofHexadecimal(String hexadecimal) {
    try {
      return Optional.ofNullable(BY_LENGTH.get(hexadecimal.length()))
          .map(name -> new Checksums(Map.of(name, HexFormat.of().parseHex(hexadecimal))));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  public Checksums and(Checksums more) {
    Map<String, byte[]> both = new HashMap<>(digests);
    both.putAll(more.digests);
    return new Checksums(both);
  }

  /// Computes several digests of one stream of bytes.
  static final class Running {
    private final Map<String, MessageDigest> all = new HashMap<>();

    Running(String... names) {
      for (String name : names) {
        all.put(name, digest(name));
      }
    }

    void update(byte[] bytes, int offset, int length) {
      all.values().forEach(digest -> digest.update(bytes, offset, length));
    }

    /// Ends all of them.
    Map<String, byte[]> end() {
      Map<String, byte[]> ends = new HashMap<>();
      all.forEach((name, digest) -> ends.put(name, digest.digest()));
      return ends;
    }

    private static MessageDigest digest(String name) {
      try {
        return MessageDigest.getInstance(name);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  boolean fit(Map<String, byte[]> computed) {
    return digests.entrySet().stream()
        .allMatch(
            said ->
                computed.containsKey(said.getKey())
                    && MessageDigest.isEqual(said.getValue(), computed.get(said.getKey())));
  }
}
