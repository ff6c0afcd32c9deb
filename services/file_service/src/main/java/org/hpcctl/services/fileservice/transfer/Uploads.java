package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;
import org.jdbi.v3.core.Handle;

/// The sessions of all users: begun here, fed through what [#chunk] and [#tail] give, ended by
/// [Completion] or [#cancel].
///
/// Whether somebody may see a session is the caller's affair; what a session takes is decided here,
/// and told as a [Refusal].
public final class Uploads {
  private static final SecureRandom RANDOM = new SecureRandom();

  /// Left on the file system for others.
  private static final long SPARE = 16L * 1024 * 1024;

  private final Database database;
  private final Directories directories;
  private final Policy policy;
  private final InstantSource clock;

  public Uploads(Database database, Directories directories, Policy policy, InstantSource clock) {
    this.database = database;
    this.directories = directories;
    this.policy = policy;
    this.clock = clock;
  }

  static String randomId() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /// Begins a session. Its file is there, empty, under a name nobody sees.
  public Upload begin(Owner owner, Wanted wanted, String requestId) throws IOException {
    admit(wanted);
    Directory directory = directories.of(owner.account(), requestId);
    requireSpace(directory, wanted.size());
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Upload upload =
        new Upload(
            randomId(),
            owner,
            wanted,
            UploadStatus.INITIALIZED,
            Optional.empty(),
            Optional.empty(),
            now,
            now,
            Optional.empty(),
            now.plus(policy.lifetime()));
    database.write(
        handle -> {
          requireQuota(handle, owner, wanted.size());
          UploadTable.insert(handle, upload);
          return upload;
        });
    try {
      directory.create(upload.part());
    } catch (StoreFault e) {
      abandon(upload, "the file could not be made");
      throw Trouble.refusal(e);
    }
    return upload;
  }

  private void admit(Wanted wanted) {
    if (wanted.size() > policy.maxSize()) {
      throw Refusal.invalid("A file may have " + policy.maxSize() + " bytes here.")
          .member("max_file_size", policy.maxSize());
    }
    if (wanted.size() >= 0 && wanted.size() / wanted.chunkSize() >= Policy.MOST_CHUNKS) {
      throw Refusal.invalid(
          "So many chunks are too many: take chunks of at least "
              + (wanted.size() / Policy.MOST_CHUNKS + 1)
              + " bytes.");
    }
    String ending = FileName.ending(wanted.name());
    if (policy.refusedEndings().contains(ending)) {
      throw new Refusal(403, "refused_name", "Files that end in ." + ending + " are refused here.")
          .member("reason", "The ending ." + ending + " is on this site's list.")
          .member("risk_level", "high")
          .member("recommendations", "Send the file under another name, or pack it.");
    }
  }

  private static void requireSpace(Directory directory, long size) throws IOException {
    try {
      if (size > directory.available() - SPARE) {
        throw new Refusal(507, "no_space", "The file system has no space for so much.");
      }
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
  }

  private void requireQuota(Handle handle, Owner owner, long size) {
    if (UploadTable.open(handle, owner.id()) >= Policy.MOST_OPEN) {
      throw Refusal.conflict("You have too many open uploads. Complete or delete some.");
    }
    if (policy.quota() > 0) {
      long used = FileTable.used(handle, owner.id()) + UploadTable.promised(handle, owner.id());
      if (used + Math.max(0, size) > policy.quota()) {
        throw new Refusal(507, "quota", "Your files would take more space than you may use.")
            .member("quota", policy.quota())
            .member("used", used);
      }
    }
  }

  /// Bytes that one more file of this user may have.
  public long room(Owner owner) {
    return policy.quota() == 0
        ? policy.maxSize()
        : database.read(
            handle ->
                Math.min(
                    policy.maxSize(),
                    policy.quota()
                        - FileTable.used(handle, owner.id())
                        - UploadTable.promised(handle, owner.id())));
  }

  public Optional<Upload> find(String id) {
    return database.read(handle -> UploadTable.find(handle, id));
  }

  /// @param total without regard to limit and offset
  public record Listed(List<Progress> uploads, long total) {}

  public Listed list(UploadFilter filter) {
    return database.read(
        handle ->
            new Listed(
                UploadTable.list(handle, filter).stream()
                    .map(upload -> progress(handle, upload))
                    .toList(),
                UploadTable.count(handle, filter)));
  }

  /// @param chunks those that are there
  public record Detail(Progress progress, BitSet chunks) {}

  public Detail detail(Upload upload) {
    return database.read(
        handle -> new Detail(progress(handle, upload), ChunkTable.map(handle, upload.id())));
  }

  static Progress progress(Handle handle, Upload upload) {
    long size = Math.max(0, upload.wanted().size());
    if (upload.status() == UploadStatus.COMPLETED) {
      return new Progress(upload, upload.grid().total(), size);
    }
    if (upload.wanted().protocol() == Protocol.RESUMED) {
      long bytes = ChunkTable.find(handle, upload.id(), 0).map(ChunkTable.Chunk::bytes).orElse(0L);
      return new Progress(upload, bytes == size ? 1 : 0, bytes);
    }
    int received = ChunkTable.received(handle, upload.id());
    return new Progress(upload, received, Math.min(size, received * upload.wanted().chunkSize()));
  }

  /// Begins to receive a chunk.
  ///
  /// @param index from 0
  public ChunkReceiving chunk(Upload upload, int index, String requestId) throws IOException {
    requireOpen(upload);
    if (upload.wanted().protocol() != Protocol.CHUNKED) {
      throw Refusal.conflict("This upload does not come in chunks.");
    }
    if (index < 0 || index >= upload.grid().total()) {
      throw Refusal.invalid(
          "chunk_index: expected 0 to " + (upload.grid().total() - 1) + " for this upload.");
    }
    String token = randomId();
    ChunkTable.Chunk chunk =
        database.write(handle -> ChunkTable.claim(handle, upload.id(), index, token));
    if (!chunk.complete() && !chunk.claim().equals(Optional.of(token))) {
      throw Lease.taken();
    }
    Piece piece = new Piece(database, policy, clock, upload, index, token);
    Optional<Directory.Sink> sink =
        chunk.complete()
            ? Optional.empty()
            : Optional.of(piece.open(directory(upload, requestId), upload.grid().offset(index)));
    return new ChunkReceiving(piece, chunk.sha256(), sink);
  }

  /// Begins to receive what follows what is there.
  ///
  /// @param offset where the sender believes that to be
  public TailReceiving tail(Upload upload, long offset, String requestId) throws IOException {
    requireOpen(upload);
    String token = randomId();
    ChunkTable.Chunk chunk =
        database.write(handle -> ChunkTable.claim(handle, upload.id(), 0, token));
    if (chunk.bytes() != offset) {
      unclaim(upload, token);
      throw Refusal.conflict("The next byte is number " + chunk.bytes() + ".")
          .header("Upload-Offset", Long.toString(chunk.bytes()));
    }
    if (chunk.complete()) {
      return new TailReceiving(
          new Piece(database, policy, clock, upload, 0, token), offset, Optional.empty());
    }
    if (!chunk.claim().equals(Optional.of(token))) {
      throw new Refusal(423, "locked", "Another request sends to this upload.");
    }
    Piece piece = new Piece(database, policy, clock, upload, 0, token);
    return new TailReceiving(
        piece, offset, Optional.of(piece.open(directory(upload, requestId), offset)));
  }

  private void unclaim(Upload upload, String token) {
    database.write(
        handle -> {
          ChunkTable.unclaim(handle, upload.id(), 0, token);
          return token;
        });
  }

  static void requireOpen(Upload upload) {
    switch (upload.status()) {
      case INITIALIZED, UPLOADING -> {}
      case COMPLETED -> throw ended("completed", "This upload is already completed.");
      case CANCELLED -> throw ended("cancelled", "This upload was cancelled.");
      case FAILED ->
          throw ended("failed", "This upload failed: " + upload.error().orElse("") + ".");
    }
  }

  private static Refusal ended(String word, String detail) {
    return new Refusal(400, "upload_" + word, detail).member("upload_status", word);
  }

  /// Ends a session and takes away what came.
  public void cancel(Upload upload, String requestId) throws IOException {
    requireOpen(upload);
    boolean ended =
        database.write(
            handle ->
                UploadTable.end(
                    handle, upload.id(), UploadStatus.CANCELLED, "cancelled", clock.instant()));
    if (!ended) {
      throw Refusal.conflict("This upload is just being completed, or ended meanwhile.");
    }
    clear(upload, requestId);
  }

  /// Ends a session that cannot be finished. What it leaves behind goes with the next sweep.
  void abandon(Upload upload, String words) {
    database.write(
        handle ->
            UploadTable.end(handle, upload.id(), UploadStatus.FAILED, words, clock.instant()));
  }

  /// Ends what nobody sent to for long, and takes away what ended sessions left.
  public void sweep() {
    for (Upload upload : database.read(handle -> UploadTable.expired(handle, clock.instant()))) {
      abandon(upload, "it expired");
    }
    for (Upload upload : database.read(UploadTable::unswept)) {
      clear(upload, "sweep");
    }
    database.write(
        handle -> UploadTable.forget(handle, clock.instant().minus(policy.remembered())));
  }

  /// What cannot be deleted now is left to the next sweep.
  private void clear(Upload upload, String requestId) {
    try {
      directory(upload, requestId).delete(upload.part());
    } catch (IOException e) {
      if (!(e instanceof StoreFault fault && fault.reason() == StoreFault.Reason.MISSING)) {
        Trouble.log(upload, e);
        return;
      }
    }
    database.write(
        handle -> {
          UploadTable.swept(handle, upload.id());
          return upload;
        });
  }

  private Directory directory(Upload upload, String requestId) {
    return directories.of(upload.owner().account(), requestId);
  }
}
