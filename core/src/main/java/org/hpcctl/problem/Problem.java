package org.hpcctl.problem;

import module java.base;

/// One thing that is wrong, told so that its reader can act.
///
/// @param severity an error refuses the command, a warning is shown and the command goes on
/// @param what one sentence: what is wrong
/// @param why why it matters, or empty when `what` says it all
/// @param fix what to do, or empty when there is nothing to do
public record Problem(
    Severity severity, String what, Optional<Place> place, String why, String fix) {

  /// How much a problem weighs.
  public enum Severity {
    ERROR,
    WARNING
  }

  public static Problem error(String what, String why, String fix) {
    return new Problem(Severity.ERROR, what, Optional.empty(), why, fix);
  }

  public static Problem warning(String what, String why, String fix) {
    return new Problem(Severity.WARNING, what, Optional.empty(), why, fix);
  }

  /// The same problem, at a place.
  public Problem at(Place where) {
    return new Problem(severity, what, Optional.of(where), why, fix);
  }

  public boolean refuses() {
    return severity == Severity.ERROR;
  }
}
