package org.hpcctl.services.kit;

import module java.base;

/// How many requests are being answered, so that a stop can wait for the last of them.
final class Traffic {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int running;

  void began() {
    change(1);
  }

  void ended() {
    change(-1);
  }

  private void change(int by) {
    lock.lock();
    try {
      running += by;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits until nothing runs, at most `limit`; how many still run then.
  int awaitQuiet(Duration limit) {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (running > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return running;
  }
}
