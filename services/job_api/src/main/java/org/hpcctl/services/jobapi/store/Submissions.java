package org.hpcctl.services.jobapi.store;

import module java.base;

import org.hpcctl.services.jobapi.slurm.JobId;
import org.jdbi.v3.core.Handle;

/// What became of requests that named an Idempotency-Key.
///
/// A row is claimed before the scheduler is told of the job. If the answer is lost, the row says
/// so, and the next try looks for the job by its comment before it submits another one.
public record Submissions(Handle handle) {
  /// Longer than any try takes: who claimed a row and did not come back has died.
  private static final Duration LONGEST_TRY = Duration.ofMinutes(3);

  /// What a try finds.
  public sealed interface Found {
    /// Nobody tried before: the row is ours, submit.
    record New() implements Found {}

    /// It was tried, and nobody knows what became of it: the row is ours, look first.
    record Unknown() implements Found {}

    /// Another try is under way.
    record UnderWay() implements Found {}

    /// It is done.
    record Done(JobId job) implements Found {}

    /// The key was used for something else.
    record Other() implements Found {}
  }

  private record Row(String fingerprint, String state, Optional<JobId> job, long touched) {}

  /// @param key SHA-256 of the key
  /// @param fingerprint SHA-256 of what is submitted
  public Found claim(String user, String key, String fingerprint, Instant now) {
    Optional<Row> row = row(user, key);
    if (row.isEmpty()) {
      int made =
          handle
              .createUpdate(
                  """
                  INSERT IGNORE INTO submissions (unix_user, key_digest, fingerprint, state, touched_at)
                  VALUES (:user, :key, :fingerprint, 'under_way', :now)
                  """)
              .bind("user", user)
              .bind("key", key)
              .bind("fingerprint", fingerprint)
              .bind("now", now.toEpochMilli())
              .execute();
      // Two at once find nothing and both insert: one of them does.
      return made == 1 ? new Found.New() : new Found.UnderWay();
    }
    Row known = row.get();
    if (!known.fingerprint().equals(fingerprint)) {
      return new Found.Other();
    }
    if (known.job().isPresent()) {
      return new Found.Done(known.job().get());
    }
    boolean abandoned = known.touched() < now.minus(LONGEST_TRY).toEpochMilli();
    if (known.state().equals("under_way") && !abandoned) {
      return new Found.UnderWay();
    }
    // Of several who find it so, the one whose update hits goes on.
    int hit =
        handle
            .createUpdate(
                """
                UPDATE submissions SET state = 'under_way', touched_at = :now
                WHERE unix_user = :user AND key_digest = :key AND touched_at = :touched
                """)
            .bind("user", user)
            .bind("key", key)
            .bind("now", now.toEpochMilli())
            .bind("touched", known.touched())
            .execute();
    return hit == 1 ? new Found.Unknown() : new Found.UnderWay();
  }

  public void done(String user, String key, JobId job) {
    set(user, key, "done", Optional.of(job));
  }

  /// The scheduler did not say whether it took the job.
  public void unknown(String user, String key) {
    set(user, key, "unknown", Optional.empty());
  }

  /// The scheduler refused: the key is free again.
  public void forget(String user, String key) {
    handle
        .createUpdate("DELETE FROM submissions WHERE unix_user = :user AND key_digest = :key")
        .bind("user", user)
        .bind("key", key)
        .execute();
  }

  /// Forgets what nobody will repeat any more.
  public int forgetBefore(Instant time) {
    return handle
        .createUpdate("DELETE FROM submissions WHERE touched_at < :time")
        .bind("time", time.toEpochMilli())
        .execute();
  }

  private void set(String user, String key, String state, Optional<JobId> job) {
    handle
        .createUpdate(
            """
            UPDATE submissions SET state = :state, job_id = :job
            WHERE unix_user = :user AND key_digest = :key
            """)
        .bind("state", state)
        .bind("job", job.map(JobId::text))
        .bind("user", user)
        .bind("key", key)
        .execute();
  }

  private Optional<Row> row(String user, String key) {
    return handle
        .createQuery(
            """
            SELECT fingerprint, state, job_id, touched_at FROM submissions
            WHERE unix_user = :user AND key_digest = :key FOR UPDATE
            """)
        .bind("user", user)
        .bind("key", key)
        .map(
            (row, _) ->
                new Row(
                    row.getString("fingerprint"),
                    row.getString("state"),
                    Optional.ofNullable(row.getString("job_id")).map(JobId::new),
                    row.getLong("touched_at")))
        .findOne();
  }
}
