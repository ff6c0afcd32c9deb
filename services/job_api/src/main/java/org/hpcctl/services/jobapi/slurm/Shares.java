package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// How many of something are in use.
///
/// @param other neither: down, drained, reserved
public record Shares(int allocated, int idle, int other, int total) {
  /// @param text `1/2/0/3` as sinfo says it
  static Shares read(String text) {
    List<Integer> parts = Arrays.stream(text.split("/")).map(Figures::count).toList();
    return parts.size() == 4
        ? new Shares(parts.get(0), parts.get(1), parts.get(2), parts.get(3))
        : new Shares(0, 0, 0, 0);
  }

  Shares plus(Shares more) {
    return new Shares(
        allocated + more.allocated, idle + more.idle, other + more.other, total + more.total);
  }
}
