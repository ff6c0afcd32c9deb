package org.hpcctl.shell;

import java.time.Duration;

/// A POSIX `sh` script that travels on standard input, so that nothing in it stands in `argv`.
///
/// @param deadline after which the script is given up
public record Script(String text, Duration deadline) {
  /// Never the text: it may carry secrets.
  @Override
  public String toString() {
    return "Script[" + text.length() + " characters]";
  }
}
