package org.hpcctl.services.metricsapi.history;

import module java.base;

import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.testkit.MariaDbServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The same on a real server.
class MariaDbHistoryIT implements HistoryContract {
  @TempDir Path folder;
  private Optional<MariaDbServer> server = Optional.empty();

  @AfterEach
  void stop() {
    server.ifPresent(MariaDbServer::close);
  }

  @Override
  public DatabaseSettings settings() throws Exception {
    MariaDbServer started = MariaDbServer.start(folder);
    server = Optional.of(started);
    return new DatabaseSettings.Server(
        "127.0.0.1",
        started.port(),
        MariaDbServer.NAME,
        MariaDbServer.USER,
        MariaDbServer.PASSWORD,
        Optional.empty());
  }
}
