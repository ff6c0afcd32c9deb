package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// A job that the scheduler still knows: waiting, running, or over for less than five minutes.
///
/// @param user its Unix user
/// @param reason why it waits or ended so, by Slurm's word; empty when there is none
/// @param nodes how many it has or wants
/// @param memory as it was asked for, per node or, with a `c`, per core; empty is the default
/// @param tres all that it has or wants, by Slurm's names: `cpu`, `mem`, `gres/gpu`
/// @param limit empty is none
/// @param started empty until it is known when; for a waiting job it may lie in the future
/// @param ended when it ended, or will be ended at the latest
/// @param nodeList as Slurm folds it: `node[01-03]`; empty while it waits
/// @param exit of its script, once it is over
/// @param comment of whoever submitted it; the portal keeps its idempotency key there
public record Job(
    JobId id,
    String name,
    String user,
    long uid,
    JobState state,
    String reason,
    String partition,
    String account,
    String qos,
    int nodes,
    int cpus,
    String memory,
    Map<String, String> tres,
    Optional<Duration> limit,
    Optional<Instant> submitted,
    Optional<Instant> started,
    Optional<Instant> ended,
    String nodeList,
    Optional<ExitStatus> exit,
    String workDirectory,
    String comment) {
  public Job {
    tres = Collections.unmodifiableMap(new TreeMap<>(tres));
  }

  /// Graphics cards and the like that Slurm counts as `gres/gpu`.
  public int gpus() {
    return Figures.count(tres.getOrDefault("gres/gpu", "0"));
  }
}
