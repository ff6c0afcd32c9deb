package org.hpcctl.services.kit.database;

import module java.base;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Handles;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionException;

/// A service's database. Opening it asks nothing: whether it is there is told by the first piece of
/// work, and by the first after that when it was not.
///
/// Each piece of work is one transaction (read committed) on one connection. It may run several
/// times, so it touches nothing but its handle: what a cluster takes back (1213, 1205), what a node
/// refuses while it joins (1047) and what was lost with its connection before the commit is done
/// again for up to two seconds.
public final class Database implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);

  private final DatabaseSettings settings;
  private final Allowance allowance;
  private final Schema schema;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Semaphore places;

  private Database(DatabaseSettings settings, String migrations, Allowance allowance) {
    this.settings = settings;
    this.allowance = allowance;
    Address address = Address.of(settings, allowance);
    schema = new Schema(settings, address, migrations, allowance.patience());
    pool = pool(address, allowance);
    jdbi = Jdbi.create(pool);
    // The pool's connections do not commit by themselves, which Jdbi reads as ours left open.
    jdbi.getConfig(Handles.class).setForceEndTransactions(false);
    places = new Semaphore(allowance.connections() + allowance.waiting());
  }

  /// @param migrations folder on the class path with this service's `V1__….sql`
  public static Database open(DatabaseSettings settings, String migrations) {
    return open(settings, migrations, Allowance.STANDARD);
  }

  static Database open(DatabaseSettings settings, String migrations, Allowance allowance) {
    return new Database(settings, migrations, allowance);
  }

  /// Work that only looks; what it writes all the same is taken back.
  ///
  /// @throws DatabaseUnavailable nothing was read
  public <T, X extends Exception> T read(HandleCallback<T, X> work) throws X {
    return queued(
        handle -> {
          T found = work.withHandle(handle);
          takeBack(handle);
          return found;
        });
  }

  /// Work that changes something, all of it or nothing.
  ///
  /// @throws DatabaseUnavailable nothing was written
  /// @throws CommitUnknown it is not known whether it was written
  public <T, X extends Exception> T write(HandleCallback<T, X> work) throws X {
    return queued(
        handle -> {
          T done = work.withHandle(handle);
          commit(handle);
          return done;
        });
  }

  /// What is wrong, in words for the operator; empty when nothing is. Takes as long as a piece of
  /// work does, at most.
  public Optional<String> fault() {
    try {
      read(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one());
      return Optional.empty();
    } catch (DatabaseUnavailable e) {
      return Optional.of(Objects.requireNonNull(e.getMessage()));
    }
  }

  /// Waits for nobody: whatever still runs fails.
  @Override
  public void close() {
    pool.close();
  }

  private <T, X extends Exception> T queued(HandleCallback<T, X> transaction) throws X {
    if (!places.tryAcquire()) {
      throw new DatabaseUnavailable(
          "%d wait for %s already".formatted(allowance.waiting(), settings), Duration.ofSeconds(1));
    }
    try {
      return repeated(transaction);
    } finally {
      places.release();
    }
  }

  private <T, X extends Exception> T repeated(HandleCallback<T, X> transaction) throws X {
    long end = System.nanoTime() + allowance.patience().toNanos();
    for (Duration pause = FIRST_PAUSE; ; pause = pause.multipliedBy(2)) {
      schema.ready();
      try (Handle handle = connected()) {
        return transaction.withHandle(handle);
      } catch (DatabaseUnavailable | CommitUnknown e) {
        throw e;
      } catch (Exception e) {
        if (Trouble.of(e) == Trouble.NONE) {
          throw e;
        }
        if (System.nanoTime() + pause.toNanos() > end) {
          throw new DatabaseUnavailable(
              "%s does not do its work: %s".formatted(settings, e.getMessage()),
              allowance.patience(),
              e);
        }
      }
      // Those who collided must not meet again.
      LockSupport.parkNanos(pause.toNanos() / 2 + random(pause.toNanos()));
    }
  }

  private Handle connected() {
    try {
      return jdbi.open();
    } catch (ConnectionException e) {
      throw new DatabaseUnavailable(
          "no connection to %s within %s ms".formatted(settings, allowance.patience().toMillis()),
          allowance.patience(),
          e);
    }
  }

  private static void commit(Handle handle) {
    try {
      handle.getConnection().commit();
    } catch (SQLException e) {
      if (Trouble.of(e) == Trouble.CONFLICT) {
        throw new TransactionException("not committed", e);
      }
      throw new CommitUnknown(e);
    }
  }

  private static void takeBack(Handle handle) {
    try {
      handle.getConnection().rollback();
    } catch (SQLException e) {
      throw new TransactionException("not ended", e);
    }
  }

  private static long random(long below) {
    return ThreadLocalRandom.current().nextLong(below);
  }

  private static HikariDataSource pool(Address address, Allowance allowance) {
    // Made without its settings: given to it at once they are copied field by field, by reflection.
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(address.url());
    pool.setUsername(address.user());
    pool.setPassword(address.password());
    pool.setMaximumPoolSize(allowance.connections());
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(allowance.patience().toMillis());
    pool.setValidationTimeout(allowance.patience().toMillis() / 2);
    // A service starts without its database.
    pool.setInitializationFailTimeout(-1);
    pool.setAutoCommit(false);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    pool.setPoolName("database");
    return pool;
  }
}
