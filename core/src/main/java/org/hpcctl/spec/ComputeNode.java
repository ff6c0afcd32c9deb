package org.hpcctl.spec;

import module java.base;

/// A host that runs jobs.
///
/// @param memoryMb usable memory in MiB, as Slurm counts it
/// @param gres generic resources in Slurm's spelling, such as `gpu:a100:4`
public record ComputeNode(
    String hostname, String ip, int cpus, int memoryMb, Optional<String> gres) {}
