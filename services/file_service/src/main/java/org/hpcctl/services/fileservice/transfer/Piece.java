package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;

/// The right to write one chunk, as the database holds it.
final class Piece {
  private final Database database;
  private final Policy policy;
  private final InstantSource clock;
  private final String token;
  final Upload upload;
  final int index;
  final Lease lease;

  Piece(
      Database database,
      Policy policy,
      InstantSource clock,
      Upload upload,
      int index,
      String token) {
    this.database = database;
    this.policy = policy;
    this.clock = clock;
    this.upload = upload;
    this.index = index;
    this.token = token;
    this.lease =
        new Lease(
            () -> database.write(handle -> ChunkTable.renew(handle, upload.id(), index, token)));
  }

  long length() {
    return upload.grid().length(index);
  }

  Directory.Sink open(Directory directory, long offset) throws IOException {
    try {
      return directory.write(upload.part(), offset);
    } catch (StoreFault e) {
      release();
      throw Trouble.refusal(e);
    }
  }

  /// Writes down that the bytes are there; they have to be.
  Progress keep(long bytes, Optional<String> sha256) {
    boolean complete = bytes == length();
    return database.write(
        handle -> {
          boolean ours =
              ChunkTable.keep(handle, upload.id(), index, token, bytes, complete, sha256);
          Optional<Upload> now = UploadTable.find(handle, upload.id());
          if (now.isEmpty()) {
            throw Refusal.notFound("There is no such upload.");
          }
          Uploads.requireOpen(now.get());
          if (!ours && !there(ChunkTable.find(handle, upload.id(), index), bytes, sha256)) {
            throw Lease.lost();
          }
          UploadTable.touch(handle, now.get(), clock.instant(), policy.lifetime());
          return Uploads.progress(handle, now.get());
        });
  }

  // The commit of an earlier try may have come through although nobody was told.
  private static boolean there(
      Optional<ChunkTable.Chunk> chunk, long bytes, Optional<String> sha256) {
    return chunk.isPresent()
        && chunk.get().claim().isEmpty()
        && chunk.get().bytes() == bytes
        && chunk.get().sha256().equals(sha256);
  }

  Progress progress() {
    return database.read(handle -> Uploads.progress(handle, upload));
  }

  /// Somebody else may try.
  void release() {
    database.write(
        handle -> {
          ChunkTable.unclaim(handle, upload.id(), index, token);
          return token;
        });
  }
}
