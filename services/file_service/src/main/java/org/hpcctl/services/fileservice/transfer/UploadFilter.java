package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// Which sessions to list.
///
/// @param user by name
public record UploadFilter(
    Optional<String> user,
    Optional<Long> userId,
    Optional<String> job,
    Optional<UploadStatus> status,
    int limit,
    int offset) {}
