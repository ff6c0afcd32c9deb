package org.hpcctl.services.fileservice.store;

import module java.base;

/// The directory of one user. Paths are relative to it; no step of one follows a link, and none
/// leads out of it. Everything here blocks, and throws [StoreFault] when the system says no.
public interface Directory {
  /// Makes an empty file that was not there, and the directories that lead to it.
  void create(String path) throws IOException;

  /// Opens a file for writing from `offset` on; it is made when it is missing.
  Sink write(String path, long offset) throws IOException;

  /// Gives a file its name in one step.
  ///
  /// @return false when something of that name is there, which stays as it is
  boolean publish(String from, String to) throws IOException;

  /// Opens a range of a regular file.
  Source read(String path, long offset, long length) throws IOException;

  /// Empty when it is not there or no regular file.
  Optional<Facts> facts(String path) throws IOException;

  /// Makes sure that it is not there.
  void delete(String path) throws IOException;

  /// Bytes that may still be written to the file system.
  long available() throws IOException;

  /// @param size bytes
  record Facts(long size, Instant modified) {}

  /// A file being written. What was not kept may be there in part.
  interface Sink extends Closeable {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /// Everything written so far is there even if the power fails now. Nothing may follow.
    void keep() throws IOException;
  }

  /// A range of a file being read.
  interface Source extends Closeable {
    Facts facts();

    InputStream bytes();
  }
}
