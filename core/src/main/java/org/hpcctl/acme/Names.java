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
    return address(name) ? Identifier.ip(InetAddress.ofLiteral(name)) : Identifier.dns(name);
  }
}
