package org.hpcctl.services.authservice.session;

import module java.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.authservice.account.Utc;
import org.hpcctl.services.kit.identity.ApiKeys;
import org.jdbi.v3.core.Handle;

/// API keys, within one transaction; kept as SHA-256.
public record KeyTable(Handle handle) {
  private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);
  private static final int SHOWN = 12;

  /// One key, without itself.
  ///
  /// @param beginning enough of it to tell it from the others
  /// @param permissions what it may at most; its owner has to hold them, too
  public record Key(
      long id,
      long userId,
      String name,
      String beginning,
      Set<String> permissions,
      Instant createdAt,
      Instant expiresAt,
      Optional<Instant> lastUsed) {
    /// What ends together with the key, as tokens name their session.
    public String session() {
      return "key:" + id;
    }
  }

  /// A key that was just made; its text is never known again.
  public record Made(Key key, String text) {}

  public Made add(long userId, String name, Set<String> permissions, Instant expires, Instant now) {
    String text = ApiKeys.PREFIX + Randoms.token();
    handle
        .createUpdate(
            """
            INSERT INTO api_keys
              (user_id, name, beginning, hash, permissions, created_at, expires_at)
            VALUES (:user, :name, :beginning, :hash, :permissions, :now, :expires)
            """)
        .bind("user", userId)
        .bind("name", name)
        .bind("beginning", text.substring(0, SHOWN))
        .bind("hash", Randoms.digest(text))
        .bind("permissions", String.join(" ", new TreeSet<>(permissions)))
        .bind("now", Utc.text(now))
        .bind("expires", Utc.text(expires))
        .execute();
    return new Made(byText(text).orElseThrow(), text);
  }

  public Optional<Key> byText(String text) {
    return keys("hash = :value", Randoms.digest(text)).stream().findFirst();
  }

  public Optional<Key> byId(long id) {
    return keys("id = :value", id).stream().findFirst();
  }

  /// The newest first.
  public List<Key> of(long userId) {
    return keys("user_id = :value ORDER BY id DESC", userId);
  }

  public void remove(long id) {
    handle.createUpdate("DELETE FROM api_keys WHERE id = :id").bind("id", id).execute();
  }

  /// Notes that a key was used, not oftener than once a minute.
  public void used(Key key, Instant now) {
    if (key.lastUsed().isEmpty() || key.lastUsed().get().plus(BETWEEN_NOTES).isBefore(now)) {
      handle
          .createUpdate("UPDATE api_keys SET last_used = :now WHERE id = :id")
          .bind("now", Utc.text(now))
          .bind("id", key.id())
          .execute();
    }
  }

  private List<Key> keys(String where, Object value) {
    return handle
        .createQuery("SELECT * FROM api_keys WHERE " + where)
        .bind("value", value)
        .map((row, _) -> key(row))
        .list();
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(
        row.getLong("id"),
        row.getLong("user_id"),
        row.getString("name"),
        row.getString("beginning"),
        Set.of(row.getString("permissions").split(" ")),
        Utc.instant(row, "created_at"),
        Utc.instant(row, "expires_at"),
        Utc.optional(row, "last_used"));
  }
}
