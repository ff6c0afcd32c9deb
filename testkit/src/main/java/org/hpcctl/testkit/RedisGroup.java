package org.hpcctl.testkit;

import module java.base;

/// Several Redis servers that belong together, on 127.0.0.1, each with a port of its own.
///
/// @param servers those with data; the first is the primary to begin with
/// @param sentinels those who watch them, if any
public record RedisGroup(List<RedisServer> servers, List<RedisServer> sentinels)
    implements AutoCloseable {
  /// What the Sentinels call the primary.
  public static final String NAME = "portal";

  /// A primary, a replica and two Sentinels, who agree within a second that the primary is gone.
  public static RedisGroup watched(Path folder, String password) throws IOException {
    String secret = "requirepass " + password;
    String forReplicas = "masterauth " + password;
    RedisServer primary =
        RedisServer.start(
            folder.resolve("primary"), secret, forReplicas, "repl-diskless-sync-delay 0");
    RedisServer replica =
        RedisServer.start(
            folder.resolve("replica"),
            secret,
            forReplicas,
            "replicaof 127.0.0.1 " + primary.port());
    List<RedisServer> sentinels = new ArrayList<>();
    for (String name : List.of("one", "two")) {
      sentinels.add(
          RedisServer.sentinel(
              folder.resolve(name),
              secret,
              "sentinel monitor %s 127.0.0.1 %d 2".formatted(NAME, primary.port()),
              "sentinel auth-pass %s %s".formatted(NAME, password),
              "sentinel sentinel-pass " + password,
              "sentinel down-after-milliseconds %s 500".formatted(NAME),
              "sentinel failover-timeout %s 3000".formatted(NAME)));
    }
    return new RedisGroup(List.of(primary, replica), sentinels);
  }

  /// Three primaries that share the slots.
  public static RedisGroup cluster(Path folder) throws IOException {
    List<RedisServer> servers = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      servers.add(
          RedisServer.start(
              folder.resolve(name),
              "cluster-enabled yes",
              "cluster-port " + Program.freePort(),
              "cluster-node-timeout 1000",
              "cluster-require-full-coverage no"));
    }
    List<String> words = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    servers.forEach(server -> words.add("127.0.0.1:" + server.port()));
    words.add("--cluster-yes");
    Program.run(folder, words);
    return new RedisGroup(servers, List.of());
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
