package org.hpcctl.services.kit;

import module java.base;

/// The configuration file cannot be used; each problem names the file, the key and what to write.
public final class SettingsRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final List<String> problems;

  SettingsRefused(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /// One sentence for each problem, in the order of the keys.
  public List<String> problems() {
    return problems;
  }
}
