package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// A compute node as Slurm sees it.
///
/// @param state in Slurm's words and marks: `idle`, `mixed`, `drained*` (`*` is: does not answer)
/// @param memoryMb in MiB
/// @param freeMemoryMb in MiB; empty when the node did not say
/// @param load of the last minute; empty when the node did not say
/// @param reason why it is down or drained
public record Node(
    String name,
    String state,
    Shares cpus,
    long memoryMb,
    OptionalLong freeMemoryMb,
    OptionalDouble load,
    String gres,
    List<String> partitions,
    String reason) {
  public Node {
    partitions = List.copyOf(partitions);
  }

  Node and(Node same) {
    return new Node(
        name,
        state,
        cpus,
        memoryMb,
        freeMemoryMb,
        load,
        gres,
        Stream.concat(partitions.stream(), same.partitions.stream()).distinct().toList(),
        reason);
  }
}
