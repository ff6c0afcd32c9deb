package org.hpcctl.services.kit.limit;

import module java.base;

/// Whether a request may pass, and what its answer says about the next ones.
///
/// @param remaining how many more may pass now
/// @param resetAt when all of the limit is free again if nobody asks until then
/// @param retryAfter how long until one may pass; zero when one may now
public record Verdict(
    boolean allowed, int limit, int remaining, Instant resetAt, Duration retryAfter) {}
