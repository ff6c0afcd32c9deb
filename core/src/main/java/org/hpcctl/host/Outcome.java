package org.hpcctl.host;

import module java.base;

import org.hpcctl.problem.Problem;

/// What became of a task on one host.
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  /// @param transientFault whether a later try may succeed
  record Failed<T>(List<Problem> problems, boolean transientFault) implements Outcome<T> {
    public Failed {
      problems = List.copyOf(problems);
    }
  }
}
