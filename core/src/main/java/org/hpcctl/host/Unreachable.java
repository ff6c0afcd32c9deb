package org.hpcctl.host;

import org.hpcctl.problem.Problem;

/// A host could not be asked. Carries the problem to tell; whether a later try may succeed is
/// typed.
public final class Unreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final boolean transientFault;

  public Unreachable(Problem problem, boolean transientFault, Throwable cause) {
    super(problem.what(), cause);
    this.problem = problem;
    this.transientFault = transientFault;
  }

  /// Our own judgement, with no failure of the system beneath it.
  Unreachable(Problem problem, boolean transientFault) {
    super(problem.what());
    this.problem = problem;
    this.transientFault = transientFault;
  }

  public Problem problem() {
    return problem;
  }

  /// False for a wrong host key or a refused login: trying again would be wrong.
  public boolean transientFault() {
    return transientFault;
  }
}
