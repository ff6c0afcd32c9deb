package org.hpcctl.services.kit.bus;

/// What became of the events of this head.
///
/// @param published those that are on the bus
/// @param waiting those that wait for Redis
/// @param dropped the oldest of those that waited, when there were too many, and those that waited
///   when the service ended
public record BusLoad(long published, int waiting, long dropped) {}
