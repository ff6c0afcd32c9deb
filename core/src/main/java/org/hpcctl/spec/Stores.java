package org.hpcctl.spec;

import module java.base;

import org.hpcctl.secret.Secret;

/// What the five back ends of the portal keep their data in and act on: servers that are there
/// already, because hpcctl does not install them yet.
///
/// @param uploads a directory that all web hosts share
/// @param slurm whether Slurm's commands and munge work on the web hosts
public record Stores(
    Optional<Database> database, Optional<Redis> redis, boolean slurm, Optional<String> uploads) {
  /// A MariaDB with the schemas `auth_db`, `jobs_db`, `files_db` and `metrics_db`.
  ///
  /// @param host an IPv4 address
  /// @param authority a PEM file on the web hosts: the CA that vouches for MariaDB; without it the
  ///   connection is not encrypted
  public record Database(
      String host, int port, String user, Secret password, Optional<String> authority) {}

  /// How the nodes of Redis belong together.
  public enum Mode {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  /// @param nodes `address:port` of each Redis; of each Sentinel with mode sentinel
  /// @param authority as for the database
  /// @param primaryName the name under which the Sentinels know the primary
  public record Redis(
      Mode mode,
      List<String> nodes,
      String primaryName,
      Optional<Secret> password,
      Optional<String> authority) {
    public Redis {
      nodes = List.copyOf(nodes);
    }
  }

  /// Whether data is shared by all heads; without that the back ends answer from one head only.
  public boolean shared() {
    return database.isPresent() && redis.isPresent();
  }
}
