package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Refusal;

/// What follows in an upload that comes one byte after the other. What came stays, however it
/// ended.
public final class TailReceiving implements AutoCloseable {
  private final Piece piece;
  private final Optional<Directory.Sink> sink;
  private long end;
  private boolean kept;

  /// @param sink empty when all is there
  TailReceiving(Piece piece, long offset, Optional<Directory.Sink> sink) {
    this.piece = piece;
    this.sink = sink;
    this.end = offset;
  }

  /// Takes the stream to its end, or until it breaks.
  ///
  /// @param said when it is not so, nothing of it stays
  public Progress take(InputStream in, Checksums said) throws IOException {
    if (sink.isEmpty()) {
      return piece.progress();
    }
    Checksums.Running running =
        new Checksums.Running(said.digests().keySet().toArray(String[]::new));
    Optional<IOException> cut = copy(in, sink.get(), running);
    if (!said.digests().isEmpty() && (cut.isPresent() || !said.fit(running.end()))) {
      throw new Refusal(460, "checksum_mismatch", "The bytes do not come to the checksum.");
    }
    piece.lease.hold();
    keep(sink.get());
    Progress progress = piece.keep(end, Optional.empty());
    kept = true;
    if (cut.isPresent()) {
      throw cut.get();
    }
    return progress;
  }

  /// What broke the stream, if something did.
  private Optional<IOException> copy(InputStream in, Directory.Sink to, Checksums.Running running) {
    byte[] buffer = new byte[64 * 1024];
    while (true) {
      int read;
      try {
        read = in.read(buffer);
      } catch (IOException e) {
        return Optional.of(e);
      }
      if (read < 0) {
        return Optional.empty();
      }
      if (end + read > piece.length()) {
        throw new Refusal(413, "too_large", "More bytes than the upload has.");
      }
      piece.lease.hold();
      running.update(buffer, 0, read);
      write(to, buffer, read);
      end += read;
    }
  }

  private static void write(Directory.Sink to, byte[] buffer, int length) {
    try {
      to.write(buffer, 0, length);
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void keep(Directory.Sink to) throws IOException {
    try {
      to.keep();
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (sink.isPresent()) {
      sink.get().close();
      if (!kept) {
        piece.release();
      }
    }
  }
}
