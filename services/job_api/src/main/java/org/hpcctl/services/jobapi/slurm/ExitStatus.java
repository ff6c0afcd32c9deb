package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// How the batch script of a job ended.
///
/// @param code its exit code
/// @param signal that ended it; 0 when none did
public record ExitStatus(int code, int signal) {
  /// @param text `3:0` as sacct and squeue of 24.11 say it, or the number of wait(2), `768`, as
  ///   squeue of 22.05 does
  static Optional<ExitStatus> read(String text) {
    try {
      String[] parts = text.split(":", 2);
      int first = Integer.parseInt(parts[0]);
      return Optional.of(
          parts.length == 2
              ? new ExitStatus(first, Integer.parseInt(parts[1]))
              : new ExitStatus(first >> 8 & 0xff, first & 0x7f));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
