package org.hpcctl.services.kit;

import module java.base;

import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.redis.RedisSettings;

/// What a service finds around it.
///
/// @param alone it runs without a cluster: a file is its database and its events stay inside
/// @param state a directory of its own that survives restarts
/// @param database MariaDB; empty for a file of the service's own
/// @param redis empty when nothing is shared with other processes
/// @param portal where people find the portal, e.g. `https://cluster.example.com`; empty when alone
public record Surroundings(
    boolean alone,
    Path state,
    Optional<URI> portal,
    IdentitySettings identity,
    Optional<StoreFields.ServerPlace> database,
    Optional<RedisSettings> redis) {
  /// The name under which the tokens of a service that runs alone are given out.
  static final String NO_CLUSTER = "alone";

  /// For a service that was started without a configuration: all of it on this machine.
  static Surroundings ofThisMachine(String service, Map<String, String> environment) {
    Path base =
        Optional.ofNullable(environment.get("XDG_STATE_HOME"))
            .filter(text -> text.startsWith("/"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".local", "state"));
    return new Surroundings(
        true,
        base.resolve("hpcctl").resolve(service),
        Optional.empty(),
        new IdentitySettings(URI.create("http://127.0.0.1:5000"), NO_CLUSTER, Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }
}
