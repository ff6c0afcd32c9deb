package org.hpcctl.services.fileservice.transfer;

import module java.base;

/// What somebody wants to send.
///
/// @param size bytes, -1 when the sender does not know
/// @param sha256 what all of it has to come to, in hexadecimal
public record Wanted(
    Protocol protocol,
    String name,
    long size,
    long chunkSize,
    String type,
    Optional<String> jobId,
    String description,
    Optional<String> sha256) {}
