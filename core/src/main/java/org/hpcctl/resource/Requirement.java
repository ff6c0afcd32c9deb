package org.hpcctl.resource;

import module java.base;

/// Something that only the operator can provide: room on the disk, a supported system, a free port.
/// When it does not hold, nothing on that host is changed.
///
/// @param probe POSIX sh that changes nothing and prints `ok`, or one sentence that says what is
///   wrong
/// @param why why it matters
/// @param fix what the operator can do
public record Requirement(String name, String probe, String why, String fix, String answer)
    implements Resource {
  public static final String MET = "ok";

  public static Requirement of(String name, String probe, String why, String fix) {
    return new Requirement(name, probe, why, fix, MET);
  }

  @Override
  public String kind() {
    return "requirement";
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields("answer", answer);
  }
}
