package org.hpcctl.lab;

import module java.base;

/// A lock between processes. The kernel lets go of it when its holder dies.
final class Lock implements AutoCloseable {
  private final FileChannel channel;

  private Lock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits until the lock is free.
  static Lock take(String name) {
    FileChannel channel = open(name);
    try {
      channel.lock();
      return new Lock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes the lock if nobody has it.
  static Optional<Lock> tryTake(String name) {
    FileChannel channel = open(name);
    try {
      if (channel.tryLock() != null) {
        return Optional.of(new Lock(channel));
      }
    } catch (OverlappingFileLockException _) {
      // Held by this very process.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    close(channel);
    return Optional.empty();
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(FileChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileChannel open(String name) {
    Path folder = LabFolder.CACHE.resolve("locks");
    try {
      Files.createDirectories(folder);
      return FileChannel.open(
          folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
