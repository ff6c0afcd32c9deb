package org.hpcctl.services.kit.database;

import module java.base;

/// How much of the database one service may have.
///
/// @param connections the most at one time
/// @param waiting the most pieces of work that may wait for one
/// @param patience how long one waits, and how long work is repeated
/// @param answer how long one statement may take before its connection is given up
record Allowance(int connections, int waiting, Duration patience, Duration answer) {
  static final Allowance STANDARD =
      new Allowance(10, 64, Duration.ofSeconds(2), Duration.ofSeconds(10));
}
