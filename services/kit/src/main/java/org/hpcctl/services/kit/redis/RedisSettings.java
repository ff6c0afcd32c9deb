package org.hpcctl.services.kit.redis;

import module java.base;

/// Where Redis is and how it lets us in.
///
/// @param password of the default user, for Redis and for its Sentinels
/// @param authority PEM file of the CA that vouches for the servers, whose certificates have to
///   carry the hosts' names; empty speaks in the clear
public record RedisSettings(
    Topology topology, Optional<String> password, Optional<Path> authority) {

  /// Without the password.
  @Override
  public String toString() {
    return topology.toString();
  }

  /// One server.
  public record Node(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /// How the servers hang together.
  public sealed interface Topology {}

  /// One server alone.
  public record Single(Node node) implements Topology {
    @Override
    public String toString() {
      return "Redis at " + node;
    }
  }

  /// A primary with replicas; the Sentinels say who it is.
  ///
  /// @param name what the Sentinels call the primary
  public record Sentinel(String name, Set<Node> sentinels) implements Topology {
    public Sentinel {
      sentinels = Set.copyOf(sentinels);
    }

    @Override
    public String toString() {
      return "Redis %s of the Sentinels %s".formatted(name, listed(sentinels));
    }
  }

  /// A cluster; any of its nodes tells of the others.
  public record Cluster(Set<Node> nodes) implements Topology {
    public Cluster {
      nodes = Set.copyOf(nodes);
    }

    @Override
    public String toString() {
      return "Redis Cluster of " + listed(nodes);
    }
  }

  private static String listed(Set<Node> nodes) {
    return nodes.stream().map(Node::toString).sorted().collect(Collectors.joining(", "));
  }
}
