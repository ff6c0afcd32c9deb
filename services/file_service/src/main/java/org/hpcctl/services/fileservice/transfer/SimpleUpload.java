package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.hpcctl.services.fileservice.store.Directories;
import org.hpcctl.services.fileservice.store.Directory;
import org.hpcctl.services.fileservice.store.StoreFault;
import org.hpcctl.services.kit.Refusal;

/// A file that comes in one request, of a size nobody knows before. Nothing of it stays unless it
/// is completed.
public final class SimpleUpload implements AutoCloseable {
  private final Uploads uploads;
  private final Completion completion;
  private final Upload upload;
  private final Directory.Sink sink;
  private final long room;
  private final String requestId;
  private final Checksums.Running running = new Checksums.Running("SHA-256");
  private long bytes;
  private boolean completed;

  private SimpleUpload(
      Uploads uploads,
      Completion completion,
      Upload upload,
      Directory.Sink sink,
      long room,
      String requestId) {
    this.uploads = uploads;
    this.completion = completion;
    this.upload = upload;
    this.sink = sink;
    this.room = room;
    this.requestId = requestId;
  }

  public static SimpleUpload begin(
      Uploads uploads,
      Completion completion,
      Directories directories,
      Owner owner,
      Wanted wanted,
      String requestId)
      throws IOException {
    long room = uploads.room(owner);
    Upload upload = uploads.begin(owner, wanted, requestId);
    try {
      Directory.Sink sink = directories.of(owner.account(), requestId).write(upload.part(), 0);
      return new SimpleUpload(uploads, completion, upload, sink, room, requestId);
    } catch (StoreFault e) {
      uploads.cancel(upload, requestId);
      throw Trouble.refusal(e);
    }
  }

  /// Takes the stream to its end.
  public void take(InputStream in) throws IOException {
    in.transferTo(new Taking());
    try {
      sink.keep();
    } catch (StoreFault e) {
      throw Trouble.refusal(e);
    }
  }

  /// What a form hands on, block by block.
  private final class Taking extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] block, int offset, int length) throws IOException {
      bytes += length;
      if (bytes > room) {
        throw new Refusal(413, "too_large", "You may send " + Math.max(0, room) + " bytes.");
      }
      running.update(block, offset, length);
      try {
        sink.write(block, offset, length);
      } catch (StoreFault e) {
        throw Trouble.refusal(e);
      }
    }
  }

  /// Gives it its name.
  ///
  /// @param description what the sender says of it
  public StoredFile complete(String description, Optional<String> job) throws IOException {
    byte[] sha256 = Objects.requireNonNull(running.end().get("SHA-256"));
    StoredFile file =
        completion.complete(
            upload.about(description, job), bytes, HexFormat.of().formatHex(sha256), requestId);
    completed = true;
    return file;
  }

  @Override
  public void close() throws IOException {
    sink.close();
    if (!completed) {
      uploads.cancel(upload, requestId);
    }
  }
}
