package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// A queue of the cluster.
///
/// @param state `up`, `down`, `drain` or `inact`
/// @param standard whether jobs that name none go here
/// @param limit the longest a job may take; empty is any
/// @param memoryMb of its smallest node, in MiB
/// @param gres what its nodes have besides, e.g. `gpu:4`; empty is nothing
public record Partition(
    String name,
    String state,
    boolean standard,
    Optional<Duration> limit,
    Shares nodes,
    Shares cpus,
    long memoryMb,
    List<String> gres) {
  public Partition {
    gres = List.copyOf(gres);
  }

  /// Both together: what two kinds of nodes have.
  Partition and(Partition same) {
    return new Partition(
        name,
        state,
        standard,
        limit,
        nodes.plus(same.nodes),
        cpus.plus(same.cpus),
        Math.min(memoryMb, same.memoryMb),
        Stream.concat(gres.stream(), same.gres.stream()).distinct().toList());
  }
}
