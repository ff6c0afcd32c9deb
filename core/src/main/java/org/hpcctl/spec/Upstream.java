package org.hpcctl.spec;

import module java.base;

/// How nginx spreads requests for one service over the web hosts.
///
/// @param weights by host name; a host that is not named has weight 1
public record Upstream(Balance balance, Map<String, Integer> weights) {

  public Upstream {
    weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
  }

  public int weight(String hostname) {
    return weights.getOrDefault(hostname, 1);
  }

  /// nginx's ways to choose a server.
  public enum Balance {
    ROUND_ROBIN,
    LEAST_CONN,
    IP_HASH
  }
}
