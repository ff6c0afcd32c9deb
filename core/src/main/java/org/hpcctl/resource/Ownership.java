package org.hpcctl.resource;

import module java.base;

/// Who owns a path and who may do what.
///
/// @param mode octal, as `chmod` takes it: `644`, `2750`
public record Ownership(String owner, String group, String mode) {
  private static final Pattern MODE = Pattern.compile("[0-7]{3,4}");

  public Ownership {
    if (!MODE.matcher(mode).matches()) {
      throw new IllegalArgumentException("not an octal mode: " + mode);
    }
  }

  public static Ownership root(String mode) {
    return new Ownership("root", "root", mode);
  }
}
