package org.hpcctl.services.websocketservice.channel;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one thread that looks at the clock for all connections. What it runs must not block.
public final class Deadlines implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sockets");

  private final ScheduledThreadPoolExecutor thread;

  public Deadlines() {
    thread =
        new ScheduledThreadPoolExecutor(
            1,
            Thread.ofPlatform().daemon().name("deadlines").factory(),
            // After the end of everything nothing is due any more.
            new ThreadPoolExecutor.DiscardPolicy());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    thread.setContinueExistingPeriodicTasksAfterShutdownPolicy(false);
  }

  public Future<?> after(Duration time, Runnable work) {
    return thread.schedule(guarded(work), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  public Future<?> every(Duration time, Runnable work) {
    return thread.scheduleAtFixedRate(
        guarded(work), time.toMillis(), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// Runs `work` outside whatever locks the caller holds.
  public void soon(Runnable work) {
    thread.execute(guarded(work));
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        LOG.error("what was due failed", e);
      }
    };
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
