package org.hpcctl.resource;

import module java.base;

/// A file of the release: what it is known by, and where its bytes are on this machine.
///
/// @param size in bytes
/// @param source where hpcctl reads it; empty for one that was only observed
public record Blob(String name, String sha256, long size, Optional<Path> source) {
  /// Twelve digits, for names of directories that hold it.
  public String edition() {
    return sha256.substring(0, 12);
  }
}
