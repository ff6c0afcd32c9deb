package org.hpcctl.services.jobapi;

import module java.base;

import org.hpcctl.services.jobapi.slurm.SchedulerAway;
import org.hpcctl.services.jobapi.slurm.SchedulerRefused;
import org.hpcctl.services.kit.Refusal;

/// What the scheduler's exceptions are to a caller.
final class Answers {
  private Answers() {}

  /// Something asked of the scheduler.
  @FunctionalInterface
  interface Question<T> {
    T ask() throws SchedulerAway, SchedulerRefused;
  }

  static <T> T of(Question<T> question) {
    try {
      return question.ask();
    } catch (SchedulerAway e) {
      throw away("The scheduler does not answer: " + e.getMessage());
    } catch (SchedulerRefused e) {
      throw new Refusal(422, "scheduler_refused", String.valueOf(e.getMessage()));
    }
  }

  static Refusal away(String words) {
    return Refusal.unavailable(words, SchedulerAway.RETRY_AFTER);
  }
}
