package org.hpcctl.acme;

import module java.base;

import org.shredzone.acme4j.Identifier;

/// Names as the CA's identifiers.
final class Names {
  private Names() {}

  /// Whether it is a literal IPv4 or IPv6 address.
  static boolean address(String name) {
    return name.indexOf(':') >= 0 || name.matches("[0-9.]+");
  }

  /// Whether an address is whole: Java takes `1.2` for one.
  static boolean literal(String address) {
    try {
      InetAddress.ofLiteral(address);
      return address.indexOf(':') >= 0 || address.matches("[0-9]+(\\.[0-9]+){3}");
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  static Identifier identifier(String name) {
    return address(name)
        ? new Identifier(Identifier.TYPE_IP, text(InetAddress.ofLiteral(name)))
        : Identifier.dns(name);
  }

  /// As RFC 8738 wants it, which is RFC 5952 for IPv6; Java writes every zero.
  static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return address.getHostAddress();
    }
    int[] groups = new int[8];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
    }
    int start = 0;
    int length = 1;
    for (int i = 0; i < groups.length; i++) {
      int end = i;
      while (end < groups.length && groups[end] == 0) {
        end++;
      }
      if (end - i > length) {
        start = i;
        length = end - i;
      }
    }
    return length < 2
        ? hex(groups, 0, groups.length)
        : hex(groups, 0, start) + "::" + hex(groups, start + length, groups.length);
  }

  private static String hex(int[] groups, int from, int to) {
    return Arrays.stream(groups, from, to)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining(":"));
  }
}
