package org.hpcctl.problem;

import module java.base;

/// The one exception that carries problems to `main`; anything else that reaches it is a bug of
/// ours.
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  public Refused(List<Problem> problems) {
    super(
        problems.stream().map(Problem::what).collect(Collectors.joining("; ")), null, false, false);
    this.problems = List.copyOf(problems);
  }

  public Refused(Problem problem) {
    this(List.of(problem));
  }

  public List<Problem> problems() {
    return problems;
  }
}
