package org.hpcctl.spec;

import module java.base;

/// Names that the public DNS does not have, so that no public authority can certify them.
final class InternalNames {
  /// Reserved (RFC 2606, 6761, 6762, 8375; .internal by ICANN in 2024), or never delegated because
  /// so many networks use them.
  private static final Set<String> ENDINGS =
      Set.of(
          "arpa",
          "corp",
          "example",
          "home",
          "internal",
          "intranet",
          "invalid",
          "lan",
          "local",
          "localdomain",
          "localhost",
          "mail",
          "onion",
          "private",
          "test");

  private InternalNames() {}

  /// A single label is a name of a local network as well.
  static boolean contain(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 || ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }
}
