package org.hpcctl.services.jobapi;

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

/// A scheduler that goes away when it is told to, also with an answer on its tongue.
final class Frail implements Scheduler {
  final AtomicBoolean away = new AtomicBoolean();
  final AtomicBoolean swallowsAnswers = new AtomicBoolean();
  private final Scheduler real;

  Frail(Scheduler real) {
    this.real = real;
  }

  private Scheduler real() throws SchedulerAway {
    if (away.get()) {
      throw new SchedulerAway("Unable to contact slurm controller");
    }
    return real;
  }

  @Override
  public List<Job> jobs() throws SchedulerAway {
    return real().jobs();
  }

  @Override
  public List<Partition> partitions() throws SchedulerAway {
    return real().partitions();
  }

  @Override
  public List<Node> nodes() throws SchedulerAway {
    return real().nodes();
  }

  @Override
  public Optional<List<Finished>> history(Instant from, Instant to, Optional<String> user)
      throws SchedulerAway {
    return real().history(from, to, user);
  }

  @Override
  public Optional<Path> output(JobId job) throws SchedulerAway {
    return real().output(job);
  }

  @Override
  public JobId submit(Actor actor, Submission submission) throws SchedulerAway, SchedulerRefused {
    JobId job = real().submit(actor, submission);
    if (swallowsAnswers.get()) {
      throw new SchedulerAway("Socket timed out on send/recv operation");
    }
    return job;
  }

  @Override
  public void cancel(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    real().cancel(actor, job);
  }

  @Override
  public void hold(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    real().hold(actor, job);
  }

  @Override
  public void release(Actor actor, JobId job) throws SchedulerAway, SchedulerRefused {
    real().release(actor, job);
  }

  @Override
  public void close() {
    real.close();
  }
}
