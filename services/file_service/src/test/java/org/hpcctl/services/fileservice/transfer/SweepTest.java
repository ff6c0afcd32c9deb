package org.hpcctl.services.fileservice.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.store.OwnDirectories;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of uploads that nobody finishes.
@Timeout(180)
class SweepTest {
  private static final Owner ALICE = new Owner(1, "alice", "user-1");
  private static final Policy POLICY =
      new Policy(1_000_000, 100_000, 0, Duration.ofHours(24), Duration.ofDays(7), Set.of());

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));
  private Database database;
  private Directories directories;
  private Uploads uploads;

  @BeforeEach
  void open() throws Exception {
    database =
        Database.open(
            new DatabaseSettings.Embedded(folder.resolve("files_db")), "migrations/file_service");
    directories = new OwnDirectories(folder.resolve("files"));
    uploads = new Uploads(database, directories, POLICY, now::get);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Upload begin() throws IOException {
    Wanted wanted =
        new Wanted(
            Protocol.CHUNKED,
            "a.bin",
            200_000,
            100_000,
            "data",
            Optional.empty(),
            "",
            Optional.empty());
    return uploads.begin(ALICE, wanted, "test");
  }

  private void send(Upload upload, int index) throws IOException {
    Upload current = uploads.find(upload.id()).orElseThrow();
    try (ChunkReceiving receiving = uploads.chunk(current, index, "test")) {
      receiving.write(new byte[100_000], 0, 100_000);
      receiving.finish(Checksums.NONE);
    }
  }

  private void later(Duration time) {
    now.updateAndGet(before -> before.plus(time));
    uploads.sweep();
  }

  private Path part(Upload upload) {
    return folder.resolve("files").resolve("user-1").resolve(upload.part());
  }

  private UploadStatus status(Upload upload) {
    return uploads.find(upload.id()).orElseThrow().status();
  }

  @Test
  void one_that_nobody_feeds_ends_and_leaves_nothing() throws Exception {
    Upload upload = begin();
    send(upload, 0);
    later(Duration.ofHours(23));
    assertEquals(UploadStatus.UPLOADING, status(upload));
    send(upload, 1);
    later(Duration.ofHours(23));
    assertTrue(Files.exists(part(upload)), "the last chunk put its end off");
    later(Duration.ofHours(2));
    assertEquals(UploadStatus.FAILED, status(upload));
    assertTrue(Files.notExists(part(upload)));
    later(Duration.ofDays(8));
    assertTrue(uploads.find(upload.id()).isEmpty());
  }

  @Test
  void one_that_is_completed_keeps_its_file_and_loses_its_session() throws Exception {
    Upload upload = begin();
    send(upload, 0);
    send(upload, 1);
    Completion completion = new Completion(database, directories, uploads, now::get);
    StoredFile file = completion.complete(upload, Optional.empty(), true, "test");
    later(Duration.ofDays(30));
    assertTrue(uploads.find(upload.id()).isEmpty());
    StoredFiles files = new StoredFiles(database, directories);
    assertEquals(Optional.of(file), files.find(upload.id()));
    assertEquals(200_000, files.facts(file, "test").orElseThrow().size());
  }

  @Test
  void a_name_that_was_given_but_not_written_down_is_found_again() throws Exception {
    Upload upload = begin();
    send(upload, 0);
    send(upload, 1);
    String token = Uploads.randomId();
    database.write(handle -> UploadTable.claim(handle, upload.id(), token));
    database.write(handle -> UploadTable.target(handle, upload.id(), token, "a.bin"));
    assertTrue(directories.of("user-1", "test").publish(upload.part(), "a.bin"));
    database.write(
        handle -> {
          UploadTable.unclaim(handle, upload.id(), token);
          return token;
        });
    Completion completion = new Completion(database, directories, uploads, now::get);
    Upload again = uploads.find(upload.id()).orElseThrow();
    assertEquals("a.bin", completion.complete(again, Optional.empty(), false, "test").name());
    assertTrue(Files.notExists(folder.resolve("files").resolve("user-1").resolve("a (2).bin")));
  }
}
