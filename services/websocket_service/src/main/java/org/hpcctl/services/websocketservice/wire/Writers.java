package org.hpcctl.services.websocketservice.wire;

import module java.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Threads that write to sockets, one a processor. A broadcast hands over a thousand pieces of work
/// at once: they wait in one line, and no thread is woken for a piece while another is at work.
public final class Writers implements Executor, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("sockets");
  private static final int LAST_WORDS_SECONDS = 2;

  private final int most = Runtime.getRuntime().availableProcessors();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger working = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  public Writers() {
    threads =
        new ThreadPoolExecutor(
            most,
            most,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("writer-", 0).factory(),
            // After the end nobody is listening.
            new ThreadPoolExecutor.DiscardPolicy());
    threads.allowCoreThreadTimeOut(true);
  }

  /// Does the work soon, in no order with other work.
  @Override
  public void execute(Runnable work) {
    waiting.add(work);
    int now = working.get();
    if (now < most && working.compareAndSet(now, now + 1)) {
      threads.execute(this::workOff);
    }
  }

  private void workOff() {
    do {
      for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
        run(work);
      }
      working.decrementAndGet();
      // What came after the last look found this thread at work, and woke none.
    } while (!waiting.isEmpty() && again());
  }

  private static void run(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.error("a message could not be written", e);
    }
  }

  private boolean again() {
    int now = working.get();
    return now < most && working.compareAndSet(now, now + 1);
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      // What was said last is still on its way.
      if (!threads.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException _) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
