package org.hpcctl.dns;

import module java.base;

/// Who must answer a new record before it counts as published.
public sealed interface Propagation {

  /// Every name server of the zone, as its NS records list them, on port 53.
  record EveryNameServer() implements Propagation {}

  /// Nobody but the server that took the update.
  record UpdateServerOnly() implements Propagation {}

  /// These servers, as `address[:port]`: where the NS records seen from here are not what the CA
  /// asks.
  record These(List<String> servers) implements Propagation {
    public These {
      servers = List.copyOf(servers);
    }
  }
}
