package org.hpcctl.resource;

import module java.base;

/// A command with its own question: the escape hatch for what no other kind says.
///
/// @param state what the probe prints (one line) when all is well
/// @param probe POSIX sh that changes nothing and prints the state
/// @param apply POSIX sh, run as root, after which the probe must print `state`
public record Guarded(String name, String state, String probe, String apply) implements Resource {
  @Override
  public String kind() {
    return "guarded";
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("state", state);
  }
}
