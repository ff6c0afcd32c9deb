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

  /// A primary, a replica and two Sentinels, who agree within seconds that the primary is gone.
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
              // Longer than a busy machine holds one up: nobody is replaced who is there.
              "sentinel down-after-milliseconds %s 2000".formatted(NAME),
              "sentinel failover-timeout %s 3000".formatted(NAME)));
    }
    return new RedisGroup(List.of(primary, replica), sentinels);
  }

  /// Three primaries that share the slots.
  public static RedisGroup cluster(Path folder, String password) throws IOException {
    List<RedisServer> servers = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      servers.add(
          RedisServer.start(
              folder.resolve(name),
              "requirepass " + password,
              "masterauth " + password,
              "cluster-enabled yes",
              "cluster-port " + Program.freePort(),
              "cluster-node-timeout 1000",
              "cluster-require-full-coverage no"));
    }
    List<String> words = new ArrayList<>(List.of("redis-cli", "--cluster", "create"));
    servers.forEach(server -> words.add("127.0.0.1:" + server.port()));
    words.add("--cluster-yes");
    String _ = Program.said(folder, Map.of("REDISCLI_AUTH", password), words);
    RedisGroup group = new RedisGroup(servers, List.of());
    group.await(
        () -> {
          for (RedisServer server : servers) {
            if (!server.says(password, "CLUSTER", "INFO").contains("cluster_state:ok")) {
              return false;
            }
          }
          return true;
        });
    return group;
  }

  /// Returns once each Sentinel knows the other and the replica, and the replica has what the
  /// primary had: from then on the primary may go.
  public void awaitReady(String password) throws IOException {
    await(() -> ready(password));
  }

  private void await(Callable<Boolean> condition) throws IOException {
    Instant end = Instant.now().plusSeconds(90);
    try {
      while (!condition.call()) {
        if (Instant.now().isAfter(end)) {
          throw new IOException("the servers do not find each other");
        }
        // Redis has no way to tell.
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private boolean ready(String password) throws IOException {
    if (!servers.getFirst().says(password, "INFO", "replication").contains("state=online")) {
      return false;
    }
    for (RedisServer sentinel : sentinels) {
      String said = sentinel.says(password, "INFO", "sentinel");
      if (!said.contains("status=ok") || !said.contains("slaves=1,sentinels=2")) {
        return false;
      }
    }
    String all = servers.getFirst().says(password, "WAIT", "1", "1000");
    return all.startsWith("1");
  }

  @Override
  public void close() {
    sentinels.forEach(RedisServer::close);
    servers.forEach(RedisServer::close);
  }
}
