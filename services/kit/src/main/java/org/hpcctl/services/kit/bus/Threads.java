package org.hpcctl.services.kit.bus;

import module java.base;

/// Waiting for a thread of ours.
final class Threads {
  private Threads() {}

  static void join(Thread thread) {
    try {
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
