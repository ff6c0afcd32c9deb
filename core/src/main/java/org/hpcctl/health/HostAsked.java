package org.hpcctl.health;

/// What became of the question to one host.
public sealed interface HostAsked {
  record Answered(HostAnswer answer) implements HostAsked {}

  /// @param why in one sentence
  record NotReached(String why) implements HostAsked {}
}
