package org.hpcctl.spec;

import module java.base;

/// What kind of address a text is, without asking a name service.
final class Addresses {
  private Addresses() {}

  static boolean any(String text) {
    return Ipv4.parse(text).isPresent() || six(text);
  }

  static boolean six(String text) {
    return text.contains(":")
        && !text.contains("%")
        && !text.contains("[")
        && parsed(text).isPresent();
  }

  /// Whether it means the same host everywhere on the internet.
  static boolean isPublic(String text) {
    return parsed(text)
        .filter(
            address ->
                !address.isSiteLocalAddress()
                    && !address.isLoopbackAddress()
                    && !address.isLinkLocalAddress()
                    && !address.isMulticastAddress()
                    && !address.isAnyLocalAddress()
                    && !uniqueLocal(address.getAddress())
                    && !shared(address.getAddress()))
        .isPresent();
  }

  private static Optional<InetAddress> parsed(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// fc00::/7 (RFC 4193).
  private static boolean uniqueLocal(byte[] address) {
    return address.length == 16 && (address[0] & 0xfe) == 0xfc;
  }

  /// 100.64.0.0/10, behind the carrier's translation (RFC 6598).
  private static boolean shared(byte[] address) {
    return address.length == 4 && (address[0] & 0xff) == 100 && (address[1] & 0xc0) == 64;
  }
}
