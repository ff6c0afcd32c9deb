package org.hpcctl.services.kit;

import module java.base;

import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.services.kit.redis.RedisSettings.Node;

/// The sections `database` and `redis` of a configuration file.
final class StoreFields {
  private static final Node NOBODY = new Node("0.0.0.0", 0);
  private static final Pattern NODE = Pattern.compile("([A-Za-z0-9._-]+):([1-9][0-9]{0,4})");
  private static final List<String> MODES = List.of("single", "sentinel", "cluster");
  private static final int MOST_NODES = 32;
  private static final int LONGEST = 512;

  private StoreFields() {}

  /// A server whose database each service names itself.
  static Optional<ServerPlace> database(Fields fields) {
    return fields
        .object("database")
        .map(
            section ->
                new ServerPlace(
                    section.required("host", Kind.line(1, 253)),
                    Math.toIntExact(section.required("port", Kind.number(1, 65_535))),
                    section.required("user", Kind.line(1, 80)),
                    section.required("password", Kind.secret(1, LONGEST)),
                    authority(section)));
  }

  static Optional<RedisSettings> redis(Fields fields) {
    return fields
        .object("redis")
        .map(
            section -> {
              String mode = section.required("mode", Kind.oneOf(MODES));
              List<Node> nodes = section.required("nodes", Kind.list(node(), MOST_NODES));
              String name = section.optional("primary_name", Kind.line(1, 64), "mymaster");
              if (nodes.isEmpty()) {
                section.fault("nodes", "expected one node at least");
              }
              if (mode.equals("single") && nodes.size() > 1) {
                section.fault("nodes", "expected one node, since the mode is single");
              }
              return new RedisSettings(
                  switch (mode) {
                    case "sentinel" -> new RedisSettings.Sentinel(name, Set.copyOf(nodes));
                    case "cluster" -> new RedisSettings.Cluster(Set.copyOf(nodes));
                    default ->
                        new RedisSettings.Single(nodes.isEmpty() ? NOBODY : nodes.getFirst());
                  },
                  section.optional("password", Kind.secret(1, LONGEST)),
                  authority(section));
            });
  }

  private static Optional<Path> authority(Fields section) {
    return section.optional("authority", Kind.path());
  }

  private static Kind<Node> node() {
    return Kind.parsed(
        "an address and a port, e.g. \"192.168.1.150:6379\"",
        NOBODY,
        text -> {
          Matcher parts = NODE.matcher(text);
          return parts.matches() && Integer.parseInt(parts.group(2)) <= 65_535
              ? new Node(parts.group(1), Integer.parseInt(parts.group(2)))
              : null;
        });
  }

  /// MariaDB, without the name of a database.
  record ServerPlace(
      String host, int port, String user, String password, Optional<Path> authority) {
    DatabaseSettings database(String name) {
      return new DatabaseSettings.Server(host, port, name, user, password, authority);
    }

    /// Without the password.
    @Override
    public String toString() {
      return "MariaDB at %s:%d".formatted(host, port);
    }
  }
}
