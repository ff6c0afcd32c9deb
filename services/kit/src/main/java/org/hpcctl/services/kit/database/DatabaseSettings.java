package org.hpcctl.services.kit.database;

import module java.base;

/// Which database a service speaks to.
public sealed interface DatabaseSettings {
  /// A MariaDB server, or the one address of a Galera cluster.
  ///
  /// @param host a name or an address; IPv6 without brackets
  /// @param name the database; the service is the only one with migrations in it
  /// @param authority PEM file of the CA that vouches for the server, whose certificate has to
  ///   carry `host`; empty speaks in the clear
  record Server(
      String host, int port, String name, String user, String password, Optional<Path> authority)
      implements DatabaseSettings {
    public Server {
      if (!host.matches("[A-Za-z0-9.:_-]+") || !name.matches("[A-Za-z0-9_]+")) {
        throw new IllegalArgumentException("not a database's place: %s/%s".formatted(host, name));
      }
    }

    /// Without the password.
    @Override
    public String toString() {
      return "MariaDB %s at %s:%d".formatted(name, host, port);
    }
  }

  /// A file of this process alone.
  ///
  /// @param file without an ending; H2 adds `.mv.db`
  record Embedded(Path file) implements DatabaseSettings {
    public Embedded {
      // H2 reads what follows a semicolon as options.
      if (file.toString().contains(";")) {
        throw new IllegalArgumentException("not a database's file: " + file);
      }
    }

    @Override
    public String toString() {
      return "database file " + file;
    }
  }
}
