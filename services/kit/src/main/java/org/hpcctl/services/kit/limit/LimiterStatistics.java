package org.hpcctl.services.kit.limit;

/// What the limiter of this head has seen since it started.
///
/// @param totalRequests all that were asked about
/// @param blockedRequests those that were refused
/// @param uniqueUsers different callers within a day, 100,000 at most
/// @param activeUsers different callers within a minute
public record LimiterStatistics(
    long totalRequests, long blockedRequests, int uniqueUsers, int activeUsers) {}
