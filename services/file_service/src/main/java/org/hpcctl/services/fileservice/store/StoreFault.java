package org.hpcctl.services.fileservice.store;

import java.io.IOException;

/// What the system said about a user's directory.
public final class StoreFault extends IOException {
  private static final long serialVersionUID = 1;

  /// What that means to the user.
  public enum Reason {
    /// The file system or the user's quota on it is full.
    FULL,
    /// The user may not.
    DENIED,
    MISSING,
    EXISTS,
    /// Nobody can tell now; it may be different in a few seconds.
    AWAY,
    BROKEN
  }

  private final Reason reason;

  StoreFault(Reason reason, String words) {
    super(words);
    this.reason = reason;
  }

  StoreFault(Reason reason, String words, Throwable cause) {
    super(words, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
