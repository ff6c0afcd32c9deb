package org.hpcctl.dns;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.problem.Refused;

/// What happens when somebody wants us to stop while we wait for a server.
final class Interruption {
  private Interruption() {}

  /// Ends the work when this thread was interrupted; the interrupt stays set.
  static void refuse() {
    if (Thread.currentThread().isInterrupted()) {
      throw new Refused(Problem.error("interrupted", "", "run it again"));
    }
  }

  /// Waits, unless somebody wants us to stop.
  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      refuse();
    }
  }
}
