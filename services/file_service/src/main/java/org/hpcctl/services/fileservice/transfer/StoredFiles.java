package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.database.Database;

/// The files that came in whole. Whether somebody may see one is the caller's affair.
public final class StoredFiles {
  private final Database database;
  private final Directories directories;

  public StoredFiles(Database database, Directories directories) {
    this.database = database;
    this.directories = directories;
  }

  /// @param total without regard to limit and offset
  public record Listed(List<StoredFile> files, long total) {}

  public Listed list(FileFilter filter) {
    return database.read(
        handle -> new Listed(FileTable.list(handle, filter), FileTable.count(handle, filter)));
  }

  public Optional<StoredFile> find(String id) {
    return database.read(handle -> FileTable.find(handle, id));
  }

  /// As it is now; empty when the user took it away himself.
  public Optional<Directory.Facts> facts(StoredFile file, String requestId) throws IOException {
    try {
      return directory(file, requestId).facts(file.name());
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
  }

  public Directory.Source read(StoredFile file, long offset, long length, String requestId)
      throws IOException {
    try {
      return directory(file, requestId).read(file.name(), offset, length);
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
  }

  public void delete(StoredFile file, String requestId) throws IOException {
    try {
      directory(file, requestId).delete(file.name());
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
    database.write(handle -> FileTable.delete(handle, file.id()));
  }

  private Directory directory(StoredFile file, String requestId) {
    return directories.of(file.owner().account(), requestId);
  }
}
