package org.hpcctl.services.fileservice.transfer;

/// How a file is cut.
///
/// @param size bytes of the file
/// @param chunkSize bytes of each chunk but the last
public record Grid(long size, long chunkSize) {
  public int total() {
    return Math.toIntExact((size + chunkSize - 1) / chunkSize);
  }

  public long offset(int index) {
    return index * chunkSize;
  }

  public long length(int index) {
    return Math.min(chunkSize, size - offset(index));
  }
}
