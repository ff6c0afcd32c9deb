package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// A session.
///
/// @param id 128 random bits in hexadecimal, and that of the file once it is complete
/// @param target the name the file was or is about to be given
public record Upload(
    String id,
    Owner owner,
    Wanted wanted,
    UploadStatus status,
    Optional<String> error,
    Optional<String> target,
    Instant created,
    Instant updated,
    Optional<Instant> completed,
    Instant expires) {
  public Grid grid() {
    return new Grid(Math.max(0, wanted.size()), wanted.chunkSize());
  }

  public String name() {
    return wanted.name();
  }

  Upload about(String description, Optional<String> job) {
    Wanted known =
        new Wanted(
            wanted.protocol(),
            wanted.name(),
            wanted.size(),
            wanted.chunkSize(),
            wanted.type(),
            job,
            description,
            wanted.sha256());
    return new Upload(
        id, owner, known, status, error, target, created, updated, completed, expires);
  }

  /// Where its bytes lie until all are there.
  String part() {
    return FileName.PARTS + "/" + id;
  }
}
