package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// A job as the accounting remembers it, over or not.
///
/// @param elapsed how long it ran
/// @param memory as it was asked for
public record Finished(
    JobId id,
    String name,
    String user,
    JobState state,
    Optional<ExitStatus> exit,
    String partition,
    String account,
    String qos,
    Optional<Instant> submitted,
    Optional<Instant> started,
    Optional<Instant> ended,
    Duration elapsed,
    int cpus,
    String memory,
    Map<String, String> tres,
    String nodeList,
    String workDirectory) {
  public Finished {
    tres = Collections.unmodifiableMap(new TreeMap<>(tres));
  }
}
