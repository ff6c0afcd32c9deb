package org.hpcctl.services.kit.identity;

/// What a caller sent does not prove who he is.
public final class Unproven extends Exception {
  private static final long serialVersionUID = 1;

  /// @param message for the caller; never what was sent
  public Unproven(String message) {
    super(message, null, false, false);
  }
}
