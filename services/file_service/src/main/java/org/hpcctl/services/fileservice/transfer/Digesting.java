package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// Computes digests of a stream piece by piece: where a processor is free, on another thread, while
/// the piece is written and the next one comes.
final class Digesting implements AutoCloseable {
  // Most files are no larger.
  private static final int FIRST = 128 * 1024;
  // To hand a piece to another thread costs as much as to digest some 30 KiB.
  private static final int BESIDE = 512 * 1024;

  // One processor is for those who read and write; and each pair of buffers is memory.
  private static final Semaphore FREE =
      new Semaphore(Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 0, 4));

  private final Checksums.Running running;
  private final boolean beside;
  private final byte[] first = new byte[FIRST];
  private byte[] before = {};
  private CompletableFuture<?> last = CompletableFuture.completedFuture(true);

  private Digesting(Checksums.Running running, boolean beside) {
    this.running = running;
    this.beside = beside;
  }

  /// @param running complete when this is closed, and nobody else's until then
  static Digesting of(Checksums.Running running) {
    return new Digesting(running, FREE.tryAcquire());
  }

  /// Where the first piece goes.
  byte[] first() {
    return first;
  }

  /// Takes a piece, which has to stay as it is until the next one is given.
  ///
  /// @return where the next piece goes
  byte[] digest(byte[] piece, int length) {
    last.join();
    if (!beside || length < piece.length) {
      running.update(piece, 0, length);
      return piece;
    }
    last =
        CompletableFuture.runAsync(
            () -> running.update(piece, 0, length), Thread::startVirtualThread);
    byte[] next = before.length == BESIDE ? before : new byte[BESIDE];
    before = piece;
    return next;
  }

  @Override
  public void close() {
    try {
      last.join();
    } finally {
      if (beside) {
        FREE.release();
      }
    }
  }
}
