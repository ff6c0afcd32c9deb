package org.hpcctl.services.metricsapi.history;

import module java.base;

import org.hpcctl.services.kit.database.DatabaseSettings;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedHistoryTest implements HistoryContract {
  @TempDir Path folder;

  @Override
  public DatabaseSettings settings() {
    return new DatabaseSettings.Embedded(folder.resolve("metrics_db"));
  }
}
