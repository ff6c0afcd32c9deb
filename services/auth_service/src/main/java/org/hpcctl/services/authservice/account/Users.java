package org.hpcctl.services.authservice.account;

import module java.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;

/// The table of accounts, within one transaction.
public record Users(Handle handle) {
  private static final String SELECT =
      """
      SELECT u.id, u.username, u.email, u.role, u.provider, u.unix_name, u.disabled,
             u.created_at, u.last_login, t.user_id AS factor
      FROM users u LEFT JOIN totp t ON t.user_id = u.id AND t.confirmed
      """;

  public Optional<User> byId(long id) {
    return handle
        .createQuery(SELECT + " WHERE u.id = :id")
        .bind("id", id)
        .map((row, _) -> user(row))
        .findOne();
  }

  public Optional<User> byName(String username) {
    return handle
        .createQuery(SELECT + " WHERE u.username = :username")
        .bind("username", username.toLowerCase(Locale.ROOT))
        .map((row, _) -> user(row))
        .findOne();
  }

  /// The account that a provider means.
  public Optional<User> bySubject(String provider, String subject) {
    return handle
        .createQuery(SELECT + " WHERE u.provider = :provider AND u.subject = :subject")
        .bind("provider", provider)
        .bind("subject", subject)
        .map((row, _) -> user(row))
        .findOne();
  }

  /// In the order of their numbers, from the first after `after`.
  ///
  /// @param search part of a username or address; empty finds all
  public List<User> page(String search, long after, long limit) {
    String part =
        search.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return handle
        .createQuery(
            SELECT
                + """
                 WHERE u.id > :after
                   AND (u.username LIKE :part ESCAPE '!' OR u.email LIKE :part ESCAPE '!')
                 ORDER BY u.id LIMIT :limit
                """)
        .bind("after", after)
        .bind("part", "%" + part + "%")
        .bind("limit", limit)
        .map((row, _) -> user(row))
        .list();
  }

  /// Nobody has an account yet.
  public boolean isEmpty() {
    return handle.createQuery("SELECT COUNT(*) FROM users").mapTo(Long.class).one() == 0;
  }

  /// How the password is kept; empty when another provider checks it or there is no such account.
  public Optional<String> passwordHash(long id) {
    return handle
        .createQuery("SELECT password_hash FROM users WHERE id = :id")
        .bind("id", id)
        .mapTo(String.class)
        .findOne()
        .filter(hash -> !hash.isEmpty());
  }

  public User add(NewUser user, Instant now) throws Taken {
    unlessTaken(
        handle
            .createUpdate(
                """
                INSERT INTO users
                  (username, email, password_hash, role, provider, subject, unix_name, disabled,
                   created_at)
                VALUES
                  (:username, :email, :hash, :role, :provider, :subject, :unix, :disabled, :now)
                """)
            .bind("username", user.username())
            .bind("email", user.email().toLowerCase(Locale.ROOT))
            .bind("hash", user.passwordHash())
            .bind("role", user.role())
            .bind("provider", user.provider())
            .bind("subject", user.subject().orElse(null))
            .bind("unix", user.unixName().orElse(null))
            .bind("disabled", user.disabled())
            .bind("now", Utc.text(now)));
    return byName(user.username()).orElseThrow();
  }

  /// Writes everything of an account that may change, as `user` has it.
  public void change(User user) throws Taken {
    unlessTaken(
        handle
            .createUpdate(
                """
                UPDATE users
                SET email = :email, role = :role, unix_name = :unix, disabled = :disabled
                WHERE id = :id
                """)
            .bind("id", user.id())
            .bind("email", user.email().toLowerCase(Locale.ROOT))
            .bind("role", user.role())
            .bind("unix", user.unixName().orElse(null))
            .bind("disabled", user.disabled()));
  }

  public void password(long id, String hash) {
    handle
        .createUpdate("UPDATE users SET password_hash = :hash WHERE id = :id")
        .bind("id", id)
        .bind("hash", hash)
        .execute();
  }

  public void signedIn(long id, Instant now) {
    handle
        .createUpdate("UPDATE users SET last_login = :now WHERE id = :id")
        .bind("id", id)
        .bind("now", Utc.text(now))
        .execute();
  }

  public void remove(long id) {
    handle.createUpdate("DELETE FROM users WHERE id = :id").bind("id", id).execute();
  }

  private static void unlessTaken(Update update) throws Taken {
    try {
      update.execute();
    } catch (UnableToExecuteStatementException e) {
      if (e.getCause() instanceof SQLIntegrityConstraintViolationException) {
        throw new Taken("Another account has this username, address or Unix account already.");
      }
      throw e;
    }
  }

  private static User user(ResultSet row) throws SQLException {
    return new User(
        row.getLong("id"),
        row.getString("username"),
        row.getString("email"),
        row.getString("role"),
        row.getString("provider"),
        Optional.ofNullable(row.getString("unix_name")),
        row.getBoolean("disabled"),
        row.getObject("factor") != null,
        Utc.instant(row, "created_at"),
        Utc.optional(row, "last_login"));
  }
}
