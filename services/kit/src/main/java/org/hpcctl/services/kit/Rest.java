package org.hpcctl.services.kit;

import module java.base;

/// Gives back the memory that a load left behind, once there is a pause.
///
/// The collector of a small heap looks through all of it when it is full, and lets it grow before:
/// what requests left behind adds up (measured: a heap of 42 MB with 9 MB in use).
final class Rest {
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  /// Bytes: who makes fewer between two looks is hardly asked.
  private static final long QUIET = 512 * 1024;

  /// Bytes. Looking through the heap costs some 30 ms.
  private static final long WORTH = 4L * 1024 * 1024;

  private final LongSupplier used;
  private final Runnable collection;
  private final Runnable release;
  private long before;
  private long kept;
  private boolean worked = true;

  /// @param used bytes of the heap, with those that nobody needs any more
  /// @param release of what the JVM reads of files, the start first of all
  Rest(LongSupplier used, Runnable collection, Runnable release) {
    this.used = used;
    this.collection = collection;
    this.release = release;
  }

  /// For the life of the process.
  static void begin() {
    Runtime runtime = Runtime.getRuntime();
    Rest rest =
        new Rest(
            () -> runtime.totalMemory() - runtime.freeMemory(), System::gc, MappedFiles::release);
    Thread _ = Thread.ofVirtual().name("rest").start(rest::follow);
  }

  private void follow() {
    try {
      while (true) {
        Thread.sleep(BETWEEN);
        look();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  void look() {
    long now = used.getAsLong();
    boolean quiet = now >= before && now - before < QUIET;
    before = now;
    worked |= !quiet;
    if (quiet && now - kept >= WORTH) {
      collection.run();
      kept = used.getAsLong();
      before = kept;
      worked = true;
    }
    // Last, as the collector looks at much of the AOT cache.
    if (quiet && worked) {
      release.run();
      worked = false;
      // What it read is no load of anybody's.
      before = used.getAsLong();
    }
  }
}
