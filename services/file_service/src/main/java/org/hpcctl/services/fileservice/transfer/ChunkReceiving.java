package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Refusal;

/// One chunk on its way to its place. A chunk that is there already is compared and not written.
public final class ChunkReceiving implements AutoCloseable {
  private final Piece piece;
  private final Optional<String> known;
  private final Optional<Directory.Sink> sink;
  private final Checksums.Running running = new Checksums.Running("SHA-256", "MD5");
  private long bytes;
  private boolean kept;

  /// @param known the digest of what is there; `sink` is empty when the chunk is
  ChunkReceiving(Piece piece, Optional<String> known, Optional<Directory.Sink> sink) {
    this.piece = piece;
    this.known = known;
    this.sink = sink;
  }

  public void write(byte[] buffer, int offset, int length) throws IOException {
    bytes += length;
    if (bytes > piece.length()) {
      throw wrongLength("more");
    }
    running.update(buffer, offset, length);
    if (sink.isPresent()) {
      piece.lease.hold();
      try {
        sink.get().write(buffer, offset, length);
      } catch (StoreFault e) {
        throw Trouble.refusal(e);
      }
    }
  }

  /// All of it came.
  public Progress finish(Checksums said) throws IOException {
    if (bytes < piece.length()) {
      throw wrongLength("fewer");
    }
    Map<String, byte[]> computed = running.end();
    if (!said.fit(computed)) {
      throw new Refusal(400, "checksum_mismatch", "Chunk checksum mismatch");
    }
    String sha256 = HexFormat.of().formatHex(Objects.requireNonNull(computed.get("SHA-256")));
    if (sink.isEmpty()) {
      if (!known.equals(Optional.of(sha256))) {
        throw Refusal.conflict("This chunk is there already, with other bytes.")
            .member("sha256", known.orElse(""));
      }
      return piece.progress();
    }
    piece.lease.hold();
    try {
      sink.get().keep();
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
    Progress progress = piece.keep(bytes, Optional.of(sha256));
    kept = true;
    return progress;
  }

  private Refusal wrongLength(String word) {
    return Refusal.invalid(
            "chunk: %s bytes than the %d that chunk %d of this upload has"
                .formatted(word, piece.length(), piece.index))
        .member("expected", piece.length());
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
