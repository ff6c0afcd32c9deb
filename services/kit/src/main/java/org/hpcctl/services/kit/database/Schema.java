package org.hpcctl.services.kit.database;

import module java.base;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the tables to the version that the service was written for, once, before the first piece
/// of work. What fails is tried again by whoever comes next: a service that starts before its
/// database works as soon as there is one.
final class Schema {
  private static final Logger LOG = LoggerFactory.getLogger(Schema.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

  private final DatabaseSettings settings;
  private final Address address;
  private final String migrations;
  private final Duration patience;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile boolean current;
  private volatile Failure last = new Failure(Instant.MIN, "");

  Schema(DatabaseSettings settings, Address address, String migrations, Duration patience) {
    this.settings = settings;
    this.address = address;
    this.migrations = migrations;
    this.patience = patience;
  }

  void ready() {
    if (current) {
      return;
    }
    try {
      if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new DatabaseUnavailable("the tables are being made", patience);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnavailable("the service stops", patience, e);
    }
    try {
      if (!current) {
        refuseSoonAfterFailure();
        migrate();
        current = true;
      }
    } finally {
      turn.unlock();
    }
  }

  // Those who waited for a failure would else each wait for one more.
  private void refuseSoonAfterFailure() {
    if (last.when().isAfter(Instant.now().minus(BETWEEN_TRIES))) {
      throw new DatabaseUnavailable(last.message(), patience);
    }
  }

  private void migrate() {
    try {
      switch (settings) {
        case DatabaseSettings.Server _ -> server();
        case DatabaseSettings.Embedded embedded -> {
          Files.createDirectories(
              Objects.requireNonNull(embedded.file().toAbsolutePath().getParent()));
          flyway();
        }
      }
    } catch (SQLException | FlywayException | IOException e) {
      String message = "%s cannot be used: %s".formatted(settings, firstLine(e));
      if (!last.message().equals(message)) {
        LOG.warn("{}; it is tried again when somebody asks", message);
      }
      last = new Failure(Instant.now(), message);
      throw new DatabaseUnavailable(message, patience, e);
    }
  }

  private void server() throws SQLException, IOException {
    try (Connection connection = address.connect()) {
      ClassLoader loader = Schema.class.getClassLoader();
      if (!Migrations.of(loader, migrations).carriedOut(connection)) {
        alone(connection);
      }
    }
  }

  // Flyway locks by itself, but not on Galera. The heads speak to one node, whose lock is enough;
  // it ends with its connection, however that ends.
  private void alone(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      String name = "hpcctl.migration." + connection.getCatalog();
      try (ResultSet answer = statement.executeQuery("SELECT GET_LOCK('%s', 8)".formatted(name))) {
        if (!answer.next() || answer.getInt(1) != 1) {
          throw new SQLTransientException("another head is making the tables");
        }
      }
      forgetFailure(connection, statement);
      flyway();
    }
  }

  // Where DDL commits by itself Flyway keeps a failure in mind and refuses for ever after.
  private static void forgetFailure(Connection connection, Statement statement)
      throws SQLException {
    try (ResultSet tables =
        connection
            .getMetaData()
            .getTables(connection.getCatalog(), null, Migrations.HISTORY, null)) {
      if (!tables.next()) {
        return;
      }
    }
    statement.executeUpdate("DELETE FROM " + Migrations.HISTORY + " WHERE success = 0");
  }

  private void flyway() {
    Flyway.configure()
        .dataSource(address.url(), address.user(), address.password())
        .locations("classpath:" + migrations)
        .table(Migrations.HISTORY)
        .failOnMissingLocations(true)
        .load()
        .migrate();
  }

  private static String firstLine(Exception e) {
    return Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }

  private record Failure(Instant when, String message) {}
}
