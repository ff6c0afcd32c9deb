package org.hpcctl.services.jobapi.slurm;

/// The scheduler, or the host, said no to this user: the message is theirs, fit to be shown.
public final class SchedulerRefused extends Exception {
  private static final long serialVersionUID = 1;

  public SchedulerRefused(String message) {
    super(message);
  }
}
