package org.hpcctl.services.kit.database;

import module java.base;

/// The work was not done and left nothing behind: the database is away, or more wait for it than
/// may.
public final class DatabaseUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  DatabaseUnavailable(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  DatabaseUnavailable(String message, Duration retryAfter, Throwable cause) {
    super(message, cause);
    this.retryAfter = retryAfter;
  }

  /// When it is worth to ask again; whole seconds.
  public Duration retryAfter() {
    return retryAfter;
  }
}
