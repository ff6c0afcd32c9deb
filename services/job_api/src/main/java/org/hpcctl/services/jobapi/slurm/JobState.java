package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// What a job is doing, by the words of Slurm (squeue(1), JOB STATE CODES).
public enum JobState {
  PENDING(Stage.WAITING),
  REQUEUED(Stage.WAITING),
  REQUEUE_FED(Stage.WAITING),
  REQUEUE_HOLD(Stage.WAITING),
  RESV_DEL_HOLD(Stage.WAITING),
  SPECIAL_EXIT(Stage.WAITING),
  CONFIGURING(Stage.RUNNING),
  RUNNING(Stage.RUNNING),
  RESIZING(Stage.RUNNING),
  SIGNALING(Stage.RUNNING),
  STAGE_OUT(Stage.RUNNING),
  STOPPED(Stage.RUNNING),
  SUSPENDED(Stage.RUNNING),
  COMPLETING(Stage.RUNNING),
  COMPLETED(Stage.COMPLETED),
  CANCELLED(Stage.CANCELLED),
  REVOKED(Stage.CANCELLED),
  BOOT_FAIL(Stage.FAILED),
  DEADLINE(Stage.FAILED),
  FAILED(Stage.FAILED),
  LAUNCH_FAILED(Stage.FAILED),
  NODE_FAIL(Stage.FAILED),
  OUT_OF_MEMORY(Stage.FAILED),
  PREEMPTED(Stage.FAILED),
  RECONFIG_FAIL(Stage.FAILED),
  TIMEOUT(Stage.FAILED),
  /// A word that we do not know: neither waiting nor over, so nothing is concluded from it.
  UNKNOWN(Stage.RUNNING);

  /// What most people want to know.
  public enum Stage {
    WAITING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean over() {
      return switch (this) {
        case WAITING, RUNNING -> false;
        case COMPLETED, FAILED, CANCELLED -> true;
      };
    }
  }

  private static final Map<String, JobState> WORDS =
      Arrays.stream(values()).collect(Collectors.toMap(Enum::name, Function.identity()));

  private final Stage stage;

  JobState(Stage stage) {
    this.stage = stage;
  }

  public Stage stage() {
    return stage;
  }

  /// @param text as squeue and sacct say it; sacct adds who cancelled: `CANCELLED by 1000`
  static JobState read(String text) {
    return WORDS.getOrDefault(text.split(" ", 2)[0], UNKNOWN);
  }
}
