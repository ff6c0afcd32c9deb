package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// The scheduler could not be asked, or did not answer. Another try is worth its while after a
/// moment; what was to be done may have been done.
public final class SchedulerAway extends Exception {
  private static final long serialVersionUID = 1;

  /// What a client is told to wait: controllers that fail over need about this long.
  public static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  public SchedulerAway(String message) {
    super(message);
  }

  public SchedulerAway(String message, Throwable cause) {
    super(message, cause);
  }
}
