package org.hpcctl.services.fileservice;

import module java.base;

import org.hpcctl.services.fileservice.transfer.Uploads;
import org.hpcctl.services.kit.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends sessions that nobody feeds any more, once a minute. All heads do it; what one has done the
/// others do not find.
final class Sweeper implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
  private static final long SECONDS = 60;

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("sweep").daemon().factory());

  Sweeper(Uploads uploads) {
    // The first time at once: it has the tables made before somebody waits for them.
    var _ = timer.scheduleWithFixedDelay(() -> sweep(uploads), 0, SECONDS, TimeUnit.SECONDS);
  }

  private static void sweep(Uploads uploads) {
    try {
      uploads.sweep();
    } catch (DatabaseUnavailable e) {
      LOG.warn("expired uploads are looked for later: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("expired uploads could not be looked for", e);
    }
  }

  @Override
  public void close() {
    // Not interrupted: that would close the file of an embedded database.
    timer.shutdown();
    try {
      if (!timer.awaitTermination(SECONDS / 2, TimeUnit.SECONDS)) {
        LOG.warn("a sweep is still under way");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
