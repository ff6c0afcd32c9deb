package org.hpcctl.services.fileservice.transfer;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.database.Database;

/// Makes a file of a session whose bytes are all there.
///
/// One head does it at a time. The name is written down before it is given, so that another head
/// can finish what one began and did not live to write down.
public final class Completion {
  private static final int MOST_NAMESAKES = 999;

  private final Database database;
  private final Directories directories;
  private final Uploads uploads;
  private final InstantSource clock;

  public Completion(
      Database database, Directories directories, Uploads uploads, InstantSource clock) {
    this.database = database;
    this.directories = directories;
    this.uploads = uploads;
    this.clock = clock;
  }

  /// @param sha256 what all of it has to come to, besides what was said at the beginning
  /// @param verify read all of it back even when nobody said what it comes to
  public StoredFile complete(
      Upload upload, Optional<String> sha256, boolean verify, String requestId) throws IOException {
    Uploads.requireOpen(upload);
    String token = Uploads.randomId();
    Upload ours = claim(upload, token);
    boolean done = false;
    try {
      requireAll(ours);
      StoredFile file = finish(ours, token, sha256, verify, requestId);
      done = true;
      return file;
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    } finally {
      if (!done) {
        release(ours, token);
      }
    }
  }

  /// A file that came in one request: its size is known only now.
  ///
  /// @param sha256 as computed while it came
  public StoredFile complete(Upload upload, long size, String sha256, String requestId)
      throws IOException {
    String token = Uploads.randomId();
    claim(upload, token);
    try {
      Directory directory = directories.of(upload.owner().account(), requestId);
      return record(upload, token, size, Optional.of(sha256), name(upload, token, directory));
    } catch (StoreFault e) {
      release(upload, token);
      throw Trouble.refusal(e);
    }
  }

  private Upload claim(Upload upload, String token) {
    return database.write(
        handle -> {
          boolean claimed = UploadTable.claim(handle, upload.id(), token);
          Upload now =
              UploadTable.find(handle, upload.id())
                  .orElseThrow(() -> Refusal.notFound("There is no such upload."));
          if (!claimed) {
            Uploads.requireOpen(now);
            throw Refusal.conflict("This upload is just being completed.")
                .header("Retry-After", "2");
          }
          return now;
        });
  }

  private void release(Upload upload, String token) {
    database.write(
        handle -> {
          UploadTable.unclaim(handle, upload.id(), token);
          return token;
        });
  }

  private void requireAll(Upload upload) {
    BitSet map = uploads.detail(upload).chunks();
    int total = upload.grid().total();
    if (map.cardinality() < total) {
      throw new Refusal(400, "incomplete", "Upload incomplete: not all chunks have come.")
          .member("uploaded_chunks", map.cardinality())
          .member("total_chunks", total)
          .member("missing", missing(map, total));
    }
  }

  /// The numbers of the chunks that are not there.
  public static ArrayNode missing(BitSet map, int total) {
    ArrayNode missing = Json.array();
    for (int i = map.nextClearBit(0); i < total; i = map.nextClearBit(i + 1)) {
      missing.add(i);
    }
    return missing;
  }

  private StoredFile finish(
      Upload upload, String token, Optional<String> sha256, boolean verify, String requestId)
      throws IOException {
    Directory directory = directories.of(upload.owner().account(), requestId);
    if (upload.target().isPresent() && directory.facts(upload.part()).isEmpty()) {
      String name = upload.target().get();
      boolean named =
          directory.facts(name).filter(facts -> facts.size() == upload.wanted().size()).isPresent();
      if (named) {
        return record(upload, token, upload.wanted().size(), upload.wanted().sha256(), name);
      }
    }
    Optional<String> declared = sha256.or(() -> upload.wanted().sha256());
    Optional<String> computed =
        verify || declared.isPresent()
            ? Optional.of(readBack(upload, token, directory))
            : Optional.empty();
    boolean fits =
        Stream.of(sha256, upload.wanted().sha256())
            .flatMap(Optional::stream)
            .allMatch(said -> computed.equals(Optional.of(said)));
    if (!fits) {
      release(upload, token);
      uploads.abandon(upload, "the file came to another checksum");
      throw new Refusal(400, "checksum_mismatch", "File checksum mismatch")
          .member("sha256", computed.orElse(""));
    }
    return record(upload, token, upload.wanted().size(), computed, name(upload, token, directory));
  }

  private String readBack(Upload upload, String token, Directory directory) throws IOException {
    Lease lease =
        new Lease(() -> database.write(handle -> UploadTable.claim(handle, upload.id(), token)));
    Checksums.Running running = new Checksums.Running("SHA-256");
    long size = upload.wanted().size();
    try (Directory.Source source = directory.read(upload.part(), 0, size)) {
      byte[] buffer = new byte[64 * 1024];
      InputStream bytes = source.bytes();
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        lease.hold();
        running.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(Objects.requireNonNull(running.end().get("SHA-256")));
  }

  /// Gives it the first name that is free.
  private String name(Upload upload, String token, Directory directory) throws IOException {
    for (int number = 1; number <= MOST_NAMESAKES; number++) {
      String name = FileName.namesake(upload.name(), number);
      if (!database.write(handle -> UploadTable.target(handle, upload.id(), token, name))) {
        throw Lease.lost();
      }
      if (directory.publish(upload.part(), name)) {
        return name;
      }
    }
    throw Refusal.conflict("Too many files are called so already.");
  }

  private StoredFile record(
      Upload upload, String token, long size, Optional<String> sha256, String name) {
    StoredFile file =
        new StoredFile(
            upload.id(),
            upload.owner(),
            name,
            size,
            upload.wanted().type(),
            upload.wanted().jobId(),
            upload.wanted().description(),
            sha256,
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    return database.write(
        handle -> {
          if (!UploadTable.completed(handle, upload.id(), token, size, clock.instant())) {
            throw Lease.lost();
          }
          ChunkTable.delete(handle, upload.id());
          FileTable.replace(handle, file);
          return file;
        });
  }
}
