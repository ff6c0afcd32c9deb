package org.hpcctl.services.jobapi.watch;

import module java.base;

import org.hpcctl.services.jobapi.slurm.Finished;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.Node;
import org.hpcctl.services.jobapi.slurm.Partition;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.slurm.SchedulerAway;
import org.hpcctl.services.jobapi.slurm.SchedulerRefused;
import org.hpcctl.services.jobapi.slurm.Submission;

/// Counts how often all jobs are asked for.
///
/// @param away whether that has no answer
/// @param answers one permit while it has any
record Counted(Scheduler real, AtomicInteger asked, AtomicBoolean away, Semaphore answers)
    implements Scheduler {
  @Override
  public List<Job> jobs() throws SchedulerAway {
    asked.incrementAndGet();
    answers.acquireUninterruptibly();
    answers.release();
    if (away.get()) {
      throw new SchedulerAway("Unable to contact slurm controller");
    }
    return real.jobs();
  }

  @Override
  public List<Partition> partitions() throws SchedulerAway {
    return real.partitions();
  }

  @Override
  public List<Node> nodes() throws SchedulerAway {
    return real.nodes();
  }

  @Override
  public Optional<List<Finished>> history(Instant from, Instant to, Optional<String> user)
      throws SchedulerAway {
    return real.history(from, to, user);
  }

  @Override
  public Optional<Path> output(JobId job) throws SchedulerAway {
    return real.output(job);
  }

  @Override
  public JobId submit(Actor actor, Submission submission) throws SchedulerAway, SchedulerRefused {
    return real.submit(actor, submission);
  }

  @Override
  public void cancel(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    real.cancel(actor, job);
  }

  @Override
  public void hold(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    real.hold(actor, job);
  }

  @Override
  public void release(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    real.release(actor, job);
  }

  @Override
  public void close() {}
}
