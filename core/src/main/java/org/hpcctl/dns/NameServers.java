package org.hpcctl.dns;

import module java.base;

/// Whom to ask about names.
///
/// @param servers `address[:port]` each, asked in this order until one answers; empty for those
///   that the machine itself asks
/// @param patience how long one server may take for one answer
public record NameServers(List<String> servers, Duration patience) {
  private static final Duration USUAL = Duration.ofSeconds(3);

  public NameServers {
    servers = List.copyOf(servers);
  }

  /// Those of `/etc/resolv.conf`.
  public static NameServers ofThisMachine() {
    return new NameServers(List.of(), USUAL);
  }

  /// These, `address[:port]` each.
  public static NameServers of(String... servers) {
    return new NameServers(List.of(servers), USUAL);
  }
}
