package org.hpcctl.spec;

/// What one of the eight services may use on each host.
///
/// @param memoryMax the unit's `MemoryMax`
/// @param cpuQuotaPercent the unit's `CPUQuota`; 100 is one processor
public record ServiceSettings(int port, DataSize memoryMax, int cpuQuotaPercent) {}
