package org.hpcctl.cli;

/// What the exit status of hpcctl says. `health --format nagios` has the four of Nagios instead.
public enum ExitCode {
  /// All is well, or all was done.
  OK(0),
  /// A problem was told; nothing, or not everything, was done.
  REFUSED(1),
  /// With `--detailed-exitcode`: there is something to change.
  CHANGES(2),
  /// Some hosts are done and some are not.
  PARTIAL(3),
  /// The command line was not understood (`EX_USAGE` of sysexits.h).
  USAGE(64),
  /// A bug of hpcctl (`EX_SOFTWARE` of sysexits.h).
  BUG(70),
  /// Ended by Ctrl-C: 128 and the number of SIGINT.
  INTERRUPTED(130);

  private final int status;

  ExitCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }
}
