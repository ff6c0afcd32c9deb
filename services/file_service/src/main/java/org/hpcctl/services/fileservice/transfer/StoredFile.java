package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// A file that came in whole.
///
/// @param name its name in the user's directory
/// @param sha256 of what came in, when it was computed; the user may have changed the file since
public record StoredFile(
    String id,
    Owner owner,
    String name,
    long size,
    String type,
    Optional<String> jobId,
    String description,
    Optional<String> sha256,
    Instant created) {}
