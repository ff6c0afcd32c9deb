package org.hpcctl.services.authservice.session;

import module java.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.hpcctl.services.authservice.account.Randoms;
import org.hpcctl.services.authservice.account.Utc;
import org.jdbi.v3.core.Handle;

/// The table of sessions, within one transaction. Refresh tokens are kept as SHA-256 and are good
/// once.
public record Sessions(Handle handle, Lives lives) {
  // Two tabs of one browser may refresh at the same moment: the later one is no thief.
  private static final Duration AT_ONCE = Duration.ofSeconds(10);
  private static final Duration KEPT = Duration.ofDays(1);
  private static final int AGENT = 200;
  private static final int ADDRESS = 45;

  /// What a refresh token turned out to be.
  public sealed interface Refreshed {
    /// The newest of its session; the next one replaces it.
    record Good(Session session, String next) implements Refreshed {}

    /// Replaced a moment ago by another request of the same browser.
    record JustUsed() implements Refreshed {}

    /// Replaced before: somebody has a copy. The session has to end.
    record Reused(Session session) implements Refreshed {}

    /// Nothing of ours, or of a session that is over.
    record Unknown() implements Refreshed {}
  }

  /// @return the session, and the refresh token that only its owner ever has
  public Refreshed.Good begin(long userId, String address, String agent, Instant now) {
    String id = UUID.randomUUID().toString();
    String token = Randoms.token();
    handle
        .createUpdate(
            """
            INSERT INTO sessions
              (id, user_id, token, created_at, refreshed_at, expires_at, address, agent)
            VALUES (:id, :user, :token, :now, :now, :expires, :address, :agent)
            """)
        .bind("id", id)
        .bind("user", userId)
        .bind("token", Randoms.digest(token))
        .bind("now", Utc.text(now))
        .bind("expires", Utc.text(now.plus(lives.idle())))
        .bind("address", shortened(address, ADDRESS))
        .bind("agent", shortened(agent, AGENT))
        .execute();
    return new Refreshed.Good(live(id, now).orElseThrow(), token);
  }

  public Refreshed refresh(String token, Instant now) {
    String hash = Randoms.digest(token);
    Optional<Session> found =
        sessions("token = :value AND ended_at IS NULL", hash).stream()
            .filter(session -> session.expiresAt().isAfter(now))
            .findFirst();
    if (found.isEmpty()) {
      return used(hash, now);
    }
    Session session = found.get();
    Instant idle = now.plus(lives.idle());
    Instant longest = session.createdAt().plus(lives.session());
    String next = Randoms.token();
    int changed =
        handle
            .createUpdate(
                """
                UPDATE sessions SET token = :next, refreshed_at = :now, expires_at = :expires
                WHERE id = :id AND token = :token AND ended_at IS NULL
                """)
            .bind("next", Randoms.digest(next))
            .bind("now", Utc.text(now))
            .bind("expires", Utc.text(idle.isBefore(longest) ? idle : longest))
            .bind("id", session.id())
            .bind("token", hash)
            .execute();
    if (changed == 0) {
      return new Refreshed.JustUsed();
    }
    handle
        .createUpdate(
            "INSERT INTO used_tokens (token, session_id, used_at) VALUES (:token, :id, :now)")
        .bind("token", hash)
        .bind("id", session.id())
        .bind("now", Utc.text(now))
        .execute();
    return new Refreshed.Good(live(session.id(), now).orElseThrow(), next);
  }

  private Refreshed used(String hash, Instant now) {
    record Use(String session, Instant at) {}
    Optional<Use> use =
        handle
            .createQuery("SELECT session_id, used_at FROM used_tokens WHERE token = :token")
            .bind("token", hash)
            .map((row, _) -> new Use(row.getString("session_id"), Utc.instant(row, "used_at")))
            .findOne();
    Optional<Session> session = use.flatMap(some -> live(some.session(), now));
    if (session.isEmpty()) {
      return new Refreshed.Unknown();
    }
    return use.orElseThrow().at().plus(AT_ONCE).isAfter(now)
        ? new Refreshed.JustUsed()
        : new Refreshed.Reused(session.get());
  }

  /// A session that has neither ended nor expired.
  public Optional<Session> live(String id, Instant now) {
    return sessions("id = :value AND ended_at IS NULL", id).stream()
        .filter(session -> session.expiresAt().isAfter(now))
        .findFirst();
  }

  /// The user's sessions that are neither ended nor expired, the newest first.
  public List<Session> of(long userId, Instant now) {
    return sessions("user_id = :value AND ended_at IS NULL ORDER BY created_at DESC", userId)
        .stream()
        .filter(session -> session.expiresAt().isAfter(now))
        .toList();
  }

  /// Ends a session or what else tokens name as theirs; other services hear of it by [#ended].
  public void end(String id, Instant now) {
    handle
        .createUpdate("UPDATE sessions SET ended_at = :now WHERE id = :id AND ended_at IS NULL")
        .bind("id", id)
        .bind("now", Utc.text(now))
        .execute();
    handle
        .createUpdate(
            """
            INSERT INTO ended_sessions (id, until_at) VALUES (:id, :until)
            ON DUPLICATE KEY UPDATE until_at = VALUES(until_at)
            """)
        .bind("id", id)
        .bind("until", Utc.text(now.plus(lives.token())))
        .execute();
  }

  /// Sessions that ended while tokens of theirs may still look good, and until when.
  public Map<String, Instant> ended(Instant now) {
    Map<String, Instant> ended = new TreeMap<>();
    handle
        .createQuery("SELECT id, until_at FROM ended_sessions WHERE until_at > :now")
        .bind("now", Utc.text(now))
        .map((row, _) -> Map.entry(row.getString("id"), Utc.instant(row, "until_at")))
        .forEach(entry -> ended.put(entry.getKey(), entry.getValue()));
    return ended;
  }

  /// Removes what is over for good.
  public void purge(Instant now) {
    handle
        .createUpdate("DELETE FROM sessions WHERE expires_at < :then OR ended_at < :then")
        .bind("then", Utc.text(now.minus(KEPT)))
        .execute();
    handle
        .createUpdate("DELETE FROM ended_sessions WHERE until_at < :now")
        .bind("now", Utc.text(now))
        .execute();
  }

  private List<Session> sessions(String where, Object value) {
    return handle
        .createQuery("SELECT * FROM sessions WHERE " + where)
        .bind("value", value)
        .map((row, _) -> session(row))
        .list();
  }

  private static Session session(ResultSet row) throws SQLException {
    return new Session(
        row.getString("id"),
        row.getLong("user_id"),
        Utc.instant(row, "created_at"),
        Utc.instant(row, "refreshed_at"),
        Utc.instant(row, "expires_at"),
        row.getString("address"),
        row.getString("agent"));
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
