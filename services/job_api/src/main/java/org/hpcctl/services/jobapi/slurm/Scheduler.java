package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// What runs the jobs: Slurm, or this process itself when a service was started alone.
///
/// Questions are asked with the service's own rights and answer for all users: whose job it is must
/// be looked at before an answer is shown. Deeds are done as the user who asks for them, so the
/// scheduler itself refuses what is not the user's.
public interface Scheduler extends AutoCloseable {
  /// Who asks for something to be done.
  ///
  /// @param requestId of the request that led to it
  /// @param user the Unix name
  record Actor(String requestId, String user) {}

  /// All jobs it knows, of all users. Expensive: for one poller of the whole cluster.
  List<Job> jobs() throws SchedulerAway;

  List<Partition> partitions() throws SchedulerAway;

  List<Node> nodes() throws SchedulerAway;

  /// What the accounting remembers of a span of time; empty when there is no accounting.
  ///
  /// @param user only the jobs of this one
  Optional<List<Finished>> history(Instant from, Instant to, Optional<String> user)
      throws SchedulerAway;

  /// Where the output of a job goes; empty when the scheduler has forgotten the job.
  Optional<Path> output(JobId job) throws SchedulerAway;

  /// @throws SchedulerAway when it could not be asked, or did not answer: then there may be a job
  ///   nevertheless, to be found by its comment
  JobId submit(Actor actor, Submission submission) throws SchedulerAway, SchedulerRefused;

  void cancel(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused;

  void hold(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused;

  void release(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused;

  @Override
  void close();
}
