package org.hpcctl.run;

import module java.base;

import org.hpcctl.problem.Problem;

/// How a run ended on one host.
///
/// @param changed how many changes were made
/// @param moved how many of them started, restarted or reloaded a unit
public record HostResult(String host, int changed, int moved, List<Problem> problems) {
  public HostResult {
    problems = List.copyOf(problems);
  }

  static HostResult untouched(String host) {
    return new HostResult(host, 0, 0, List.of());
  }

  public boolean succeeded() {
    return problems.isEmpty();
  }

  HostResult plus(int changes, int moves) {
    return new HostResult(host, changed + changes, moved + moves, problems);
  }

  HostResult failed(List<Problem> why) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(why);
    return new HostResult(host, changed, moved, all);
  }
}
