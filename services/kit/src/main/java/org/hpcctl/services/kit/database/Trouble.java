package org.hpcctl.services.kit.database;

import module java.base;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/// What an exception out of a piece of work means for doing it again.
enum Trouble {
  /// The database took the transaction back for the sake of another one.
  CONFLICT,
  /// The server went away, or its node is not part of a cluster that may write.
  AWAY,
  /// Anything else is the affair of whoever wrote the work.
  NONE;

  // ER_CHECKREAD, ER_LOCK_WAIT_TIMEOUT, ER_LOCK_DEADLOCK; H2: lock timeout, concurrent update.
  private static final Set<Integer> CONFLICTS = Set.of(1020, 1205, 1213, 50200, 90131);
  // ER_UNKNOWN_COM_ERROR is Galera's "WSREP has not yet prepared node for application use";
  // ER_SERVER_SHUTDOWN, ER_CONNECTION_KILLED; H2: database closed, already closed.
  private static final Set<Integer> AWAYS = Set.of(1047, 1053, 1927, 90098, 90121);

  static Trouble of(Throwable thrown) {
    for (Throwable cause : chain(thrown)) {
      if (cause instanceof SQLException e) {
        if (CONFLICTS.contains(e.getErrorCode()) || state(e).startsWith("40")) {
          return CONFLICT;
        }
        if (AWAYS.contains(e.getErrorCode())
            || state(e).startsWith("08")
            || e instanceof SQLNonTransientConnectionException
            || e instanceof SQLTransientConnectionException) {
          return AWAY;
        }
      }
    }
    return NONE;
  }

  private static String state(SQLException e) {
    return Objects.requireNonNullElse(e.getSQLState(), "");
  }

  private static List<Throwable> chain(Throwable thrown) {
    return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).limit(20).toList();
  }
}
