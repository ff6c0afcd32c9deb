package org.hpcctl.services.authservice.audit;

import module java.base;

import org.hpcctl.services.authservice.account.Utc;
import org.jdbi.v3.core.Handle;

/// The log of who did what, within the transaction that does it: both are written or none.
public record AuditLog(Handle handle) {
  private static final int ADDRESS = 45;
  private static final int DETAIL = 1_000;

  /// How an action ended.
  public enum Outcome {
    DONE,
    REFUSED
  }

  /// Who acts, as far as it is known.
  ///
  /// @param actor a username; empty when nobody is signed in
  public record Source(String actor, String address, String requestId) {}

  /// One line of the log.
  ///
  /// @param target whom or what it was done to; empty for a name that nobody has, which may be a
  ///   password typed into the wrong field
  public record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String target,
      Outcome outcome,
      String address,
      String requestId,
      String detail) {}

  /// What is looked for; empty parts match all.
  ///
  /// @param before only entries with smaller numbers
  public record Search(
      Optional<String> actor,
      Optional<String> action,
      Optional<String> target,
      long before,
      long limit) {}

  public void done(Source source, String action, String target, String detail, Instant now) {
    add(source, action, target, Outcome.DONE, detail, now);
  }

  public void refused(Source source, String action, String target, String detail, Instant now) {
    add(source, action, target, Outcome.REFUSED, detail, now);
  }

  private void add(
      Source source, String action, String target, Outcome outcome, String detail, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_log
              (happened_at, actor, action, target, outcome, address, request_id, detail)
            VALUES (:now, :actor, :action, :target, :outcome, :address, :request, :detail)
            """)
        .bind("now", Utc.text(now))
        .bind("actor", source.actor())
        .bind("action", action)
        .bind("target", target)
        .bind("outcome", outcome.name().toLowerCase(Locale.ROOT))
        .bind("address", shortened(source.address(), ADDRESS))
        .bind("request", source.requestId())
        .bind("detail", shortened(detail, DETAIL))
        .execute();
  }

  /// The newest first.
  public List<Entry> find(Search search) {
    return handle
        .createQuery(
            """
            SELECT * FROM audit_log
            WHERE id < :before AND (:actor = '' OR actor = :actor)
              AND (:action = '' OR action = :action) AND (:target = '' OR target = :target)
            ORDER BY id DESC LIMIT :limit
            """)
        .bind("before", search.before())
        .bind("actor", search.actor().orElse(""))
        .bind("action", search.action().orElse(""))
        .bind("target", search.target().orElse(""))
        .bind("limit", search.limit())
        .map(
            (row, _) ->
                new Entry(
                    row.getLong("id"),
                    Utc.instant(row, "happened_at"),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("target"),
                    Outcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                    row.getString("address"),
                    row.getString("request_id"),
                    row.getString("detail")))
        .list();
  }

  private static String shortened(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
