package org.hpcctl.services.fileservice.transfer;

/// How far an upload is.
///
/// @param received pieces that are there
/// @param bytes that are there
public record Progress(Upload upload, int received, long bytes) {
  /// 0 to 100.
  public double percent() {
    long size = upload.wanted().size();
    return size <= 0 ? 100.0 : Math.min(10_000, bytes * 10_000 / size) / 100.0;
  }
}
