package org.hpcctl.shell;

/// What a command answered.
///
/// @param exit the exit status, 0 to 255
public record Output(int exit, String stdout, String stderr) {
  public boolean succeeded() {
    return exit == 0;
  }
}
