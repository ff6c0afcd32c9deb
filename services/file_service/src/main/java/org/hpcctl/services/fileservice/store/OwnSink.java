package org.hpcctl.services.fileservice.store;

import module java.base;

/// A file that this process writes. The disk takes what has come while the rest still comes: else a
/// large file would lie in memory until its end, and its sender would wait for all of the disk
/// then.
final class OwnSink implements Directory.Sink {
  /// Bytes; with less the disk is asked more often than it gains.
  private static final long AHEAD = 64L * 1024 * 1024;

  private final FileChannel channel;
  private long notAsked;
  private Future<Boolean> flush = CompletableFuture.completedFuture(true);

  OwnSink(FileChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      notAsked += length;
      if (notAsked >= AHEAD && flush.isDone()) {
        awaitFlush();
        notAsked = 0;
        FutureTask<Boolean> begun = new FutureTask<>(this::force);
        Thread.ofVirtual().name("flush").start(begun);
        flush = begun;
      }
    } catch (IOException e) {
      throw OwnDirectory.fault(e);
    }
  }

  @Override
  public void keep() throws IOException {
    try {
      awaitFlush();
      force();
    } catch (IOException e) {
      throw OwnDirectory.fault(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private boolean force() throws IOException {
    channel.force(false);
    return true;
  }

  /// The system tells once that it could not write: whoever heard it passes it on.
  private void awaitFlush() throws IOException {
    try {
      boolean _ = flush.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }
}
