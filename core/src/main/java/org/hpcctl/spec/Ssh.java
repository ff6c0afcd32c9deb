package org.hpcctl.spec;

import module java.base;

/// How hpcctl reaches the hosts; a controller's own `user`, `port` and `key` go before these.
///
/// @param user empty: the operator's OpenSSH configuration decides, else root
/// @param port empty: the operator's OpenSSH configuration decides, else [#USUAL_PORT]
/// @param key path of a private key; empty: the agent and the keys that `ssh` would try
/// @param knownHosts path of a known_hosts file; empty: the user's own
/// @param jump a host to go through, as `user@host:port`
public record Ssh(
    Optional<String> user,
    OptionalInt port,
    Optional<String> key,
    Optional<String> knownHosts,
    Optional<String> jump,
    Become become) {
  public static final int USUAL_PORT = 22;
}
