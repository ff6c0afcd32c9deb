package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// What the operator allows.
///
/// @param maxSize bytes of one file
/// @param chunkSize bytes, where the client does not choose
/// @param quota bytes of one user's files, 0 for as many as the file system takes
/// @param lifetime how long a session lives after its last byte
/// @param remembered how long ended sessions are listed
/// @param refusedEndings of names, in lower case without the dot
public record Policy(
    long maxSize,
    long chunkSize,
    long quota,
    Duration lifetime,
    Duration remembered,
    Set<String> refusedEndings) {
  public static final long SMALLEST_CHUNK = 64 * 1024;
  public static final long LARGEST_CHUNK = 95L * 1024 * 1024;

  /// Each is a row.
  public static final long MOST_CHUNKS = 20_000;

  /// Sessions of one user that are open at a time.
  static final int MOST_OPEN = 1_000;
}
