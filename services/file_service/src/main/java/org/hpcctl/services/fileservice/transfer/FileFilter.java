package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// Which files to list.
///
/// @param user by name
public record FileFilter(
    Optional<String> user,
    Optional<Long> userId,
    Optional<String> job,
    Optional<String> type,
    int limit,
    int offset) {}
