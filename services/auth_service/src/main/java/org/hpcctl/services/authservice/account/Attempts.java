package org.hpcctl.services.authservice.account;

import module java.base;

import org.jdbi.v3.core.Handle;

/// Counts attempts to sign in, within one transaction. An attempt counts as failed from its
/// beginning, so that many at once gain nothing; a name that nobody has is counted like any other.
public record Attempts(Handle handle) {
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 10;

  /// Whose attempts are counted, and how many may fail before each further one has to wait longer.
  public record Subject(String hash, int free) {
    public static Subject ofUser(String username) {
      return new Subject(Randoms.digest("user:" + username.toLowerCase(Locale.ROOT)), 5);
    }

    /// Whoever is signed in and proves it once more.
    public static Subject ofProof(String username) {
      return new Subject(Randoms.digest("proof:" + username), 5);
    }

    /// Whoever asks for accounts.
    public static Subject ofRegistration(String address) {
      return new Subject(Randoms.digest("registration:" + address), 10);
    }

    /// Many people may share an address.
    public static Subject ofAddress(String address) {
      return new Subject(Randoms.digest("address:" + address), 30);
    }
  }

  private record State(int failures, Instant blockedUntil, Instant last) {}

  /// @return how long to wait before the next attempt; empty when this one may go on
  public Optional<Duration> begin(Subject subject, Instant now) {
    State before = locked(subject, now);
    if (before.blockedUntil().isAfter(now)) {
      return Optional.of(Duration.between(now, before.blockedUntil()));
    }
    boolean forgotten = before.last().plus(FORGOTTEN).isBefore(now);
    int failures = (forgotten ? 0 : before.failures()) + 1;
    Instant blocked = failures < subject.free() ? now : now.plus(delay(failures - subject.free()));
    write(subject, new State(failures, blocked, now));
    return Optional.empty();
  }

  /// The attempt was no failure: the account begins anew, and its address gets this one back, not
  /// those on other accounts.
  public void succeeded(Subject user, Subject address, Instant now) {
    handle
        .createUpdate("DELETE FROM attempts WHERE subject = :subject")
        .bind("subject", user.hash())
        .execute();
    giveBack(address, now);
  }

  /// As if it had not begun.
  public void giveBack(Subject subject, Instant now) {
    State state = locked(subject, now);
    write(subject, new State(Math.max(0, state.failures() - 1), now, state.last()));
  }

  /// Removes what no longer counts.
  public void purge(Instant now) {
    handle
        .createUpdate("DELETE FROM attempts WHERE last_at < :then AND blocked_until < :then")
        .bind("then", Utc.text(now.minus(FORGOTTEN)))
        .execute();
  }

  private static Duration delay(int beyond) {
    Duration doubled = Duration.ofSeconds(1L << Math.min(beyond, DOUBLINGS));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }

  private State locked(Subject subject, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO attempts (subject, failures, blocked_until, last_at)
            VALUES (:subject, 0, :now, :now)
            ON DUPLICATE KEY UPDATE subject = VALUES(subject)
            """)
        .bind("subject", subject.hash())
        .bind("now", Utc.text(now))
        .execute();
    return handle
        .createQuery(
            "SELECT failures, blocked_until, last_at FROM attempts WHERE subject = :subject"
                + " FOR UPDATE")
        .bind("subject", subject.hash())
        .map(
            (row, _) ->
                new State(
                    row.getInt("failures"),
                    Utc.instant(row, "blocked_until"),
                    Utc.instant(row, "last_at")))
        .one();
  }

  private void write(Subject subject, State state) {
    handle
        .createUpdate(
            """
            UPDATE attempts SET failures = :failures, blocked_until = :blocked, last_at = :last
            WHERE subject = :subject
            """)
        .bind("subject", subject.hash())
        .bind("failures", state.failures())
        .bind("blocked", Utc.text(state.blockedUntil()))
        .bind("last", Utc.text(state.last()))
        .execute();
  }
}
