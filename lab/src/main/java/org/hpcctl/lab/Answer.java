package org.hpcctl.lab;

/// What a command answered.
///
/// @param code its exit code
/// @param output standard output and standard error, as they came
public record Answer(int code, String output) {
  public boolean succeeded() {
    return code == 0;
  }
}
