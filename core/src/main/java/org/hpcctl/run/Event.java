package org.hpcctl.run;

import module java.base;

import org.hpcctl.plan.Change;
import org.hpcctl.problem.Problem;
import org.hpcctl.resource.Blob;

/// What happens in a run, as it happens. Console, JSON and log are only listeners.
public sealed interface Event {
  record StageBegan(String phase, String stage, List<String> hosts) implements Event {}

  record StageEnded(String phase, String stage) implements Event {}

  record Uploading(String host, Blob blob) implements Event {}

  record ChangeBegan(String host, Change change) implements Event {}

  record ChangeDone(String host, Change change) implements Event {}

  /// @param gate `drain`, `ready` or `rollback`
  record GateBegan(String host, String gate) implements Event {}

  record GateDone(String host, String gate) implements Event {}

  record HostFailed(String host, List<Problem> problems) implements Event {
    public HostFailed {
      problems = List.copyOf(problems);
    }
  }
}
