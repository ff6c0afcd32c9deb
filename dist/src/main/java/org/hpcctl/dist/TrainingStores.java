package org.hpcctl.dist;

import module java.base;

import org.hpcctl.testkit.MariaDbServer;
import org.hpcctl.testkit.RedisServer;

/// The stores of a head, for services to be trained with: a MariaDB and a Redis on 127.0.0.1,
/// started when the first service asks. The driver of MariaDB is some two hundred classes, which a
/// cache trained without a server lacks and each start then reads from the jar.
///
/// Where the two are not installed services are trained alone: their caches are as valid, and
/// services start some 0.1 s later.
final class TrainingStores implements AutoCloseable {
  private static final List<String> DATABASES =
      List.of("auth_db", "jobs_db", "files_db", "metrics_db");

  private final Path folder;
  private Optional<MariaDbServer> database = Optional.empty();
  private Optional<RedisServer> redis = Optional.empty();

  /// @param folder gone afterwards
  TrainingStores(Path folder) {
    this.folder = folder;
  }

  static boolean areInstalled() {
    return MariaDbServer.isInstalled() && RedisServer.isInstalled();
  }

  /// The sections of a service's configuration file that name them.
  String settings() throws IOException {
    if (database.isEmpty()) {
      Directories.delete(folder);
      redis = Optional.of(RedisServer.start(folder.resolve("redis")));
      Path data = Files.createDirectories(folder.resolve("mariadb"));
      database = Optional.of(MariaDbServer.start(data, DATABASES, List.of()));
    }
    return """
    "database": {"host": "127.0.0.1", "port": %d, "user": "%s", "password": "%s"}, \
    "redis": {"mode": "single", "nodes": ["127.0.0.1:%d"]}\
    """
        .formatted(
            database.orElseThrow().port(),
            MariaDbServer.USER,
            MariaDbServer.PASSWORD,
            redis.orElseThrow().port());
  }

  @Override
  public void close() throws IOException {
    database.ifPresent(MariaDbServer::close);
    redis.ifPresent(RedisServer::close);
    Directories.delete(folder);
  }
}
