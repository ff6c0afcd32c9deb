package org.hpcctl.services.kit.database;

/// The connection was lost while the database was told to commit: the work is either done or not,
/// and doing it again could do it twice. Whoever asked has to look.
public final class CommitUnknown extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommitUnknown(Throwable cause) {
    super("the connection to the database was lost while committing", cause);
  }
}
