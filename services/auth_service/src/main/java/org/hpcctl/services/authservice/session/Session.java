package org.hpcctl.services.authservice.session;

import module java.base;

/// Somebody's signed-in browser or program.
///
/// @param expiresAt when it ends unless it is refreshed before
/// @param agent how the program called itself
public record Session(
    String id,
    long userId,
    Instant createdAt,
    Instant refreshedAt,
    Instant expiresAt,
    String address,
    String agent) {}
