package org.hpcctl.services.fileservice.transfer;

import module java.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/// The rows of sessions. What it says of one row is true for the transaction it is asked in.
final class UploadTable {
  private static final String OPEN = " status IN ('initialized', 'uploading') ";
  private static final String UNCLAIMED = " (claim IS NULL OR claim_until < UNIX_TIMESTAMP()) ";

  private UploadTable() {}

  static void insert(Handle handle, Upload upload) {
    Wanted wanted = upload.wanted();
    handle
        .createUpdate(
            """
            INSERT INTO file_uploads (upload_id, protocol, user_id, username, account, filename,
              file_size, file_type, job_id, description, sha256, chunk_size, total_chunks, status,
              part, created_at, updated_at, expires_at)
            VALUES (:id, :protocol, :user, :username, :account, :filename,
              :size, :type, :job, :description, :sha256, :chunk_size, :total, :status,
              TRUE, :created, :updated, :expires)
            """)
        .bind("id", upload.id())
        .bind("protocol", wanted.protocol().word())
        .bind("user", upload.owner().id())
        .bind("username", upload.owner().username())
        .bind("account", upload.owner().account())
        .bind("filename", wanted.name())
        .bind("size", wanted.size())
        .bind("type", wanted.type())
        .bind("job", wanted.jobId())
        .bind("description", wanted.description())
        .bind("sha256", wanted.sha256())
        .bind("chunk_size", wanted.chunkSize())
        .bind("total", upload.grid().total())
        .bind("status", upload.status().word())
        .bind("created", upload.created().toEpochMilli())
        .bind("updated", upload.updated().toEpochMilli())
        .bind("expires", upload.expires().toEpochMilli())
        .execute();
  }

  static Optional<Upload> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM file_uploads WHERE upload_id = :id")
        .bind("id", id)
        .map(UploadTable::upload)
        .findOne();
  }

  /// The newest first.
  static List<Upload> list(Handle handle, UploadFilter filter) {
    return bind(
            handle.createQuery(
                "SELECT * FROM file_uploads"
                    + where(filter)
                    + " ORDER BY created_at DESC, upload_id LIMIT :limit OFFSET :offset"),
            filter)
        .bind("limit", filter.limit())
        .bind("offset", filter.offset())
        .map(UploadTable::upload)
        .list();
  }

  static long count(Handle handle, UploadFilter filter) {
    return bind(handle.createQuery("SELECT COUNT(*) FROM file_uploads" + where(filter)), filter)
        .mapTo(Long.class)
        .one();
  }

  /// What the open sessions of a user may still come to.
  static long promised(Handle handle, long user) {
    return handle
        .createQuery(
            "SELECT COALESCE(SUM(file_size), 0) FROM file_uploads"
                + " WHERE user_id = :user AND file_size > 0 AND"
                + OPEN)
        .bind("user", user)
        .mapTo(Long.class)
        .one();
  }

  static int open(Handle handle, long user) {
    return handle
        .createQuery("SELECT COUNT(*) FROM file_uploads WHERE user_id = :user AND" + OPEN)
        .bind("user", user)
        .mapTo(Integer.class)
        .one();
  }

  /// Bytes came. Not each time: all chunks of an upload would wait for one row.
  static void touch(Handle handle, Upload upload, Instant now, Duration lifetime) {
    boolean first = upload.status() == UploadStatus.INITIALIZED;
    if (first || upload.updated().isBefore(now.minus(Duration.ofMinutes(1)))) {
      handle
          .createUpdate(
              "UPDATE file_uploads SET status = 'uploading', updated_at = :now, expires_at = :until"
                  + " WHERE upload_id = :id AND"
                  + OPEN)
          .bind("id", upload.id())
          .bind("now", now.toEpochMilli())
          .bind("until", now.plus(lifetime).toEpochMilli())
          .execute();
    }
  }

  /// False when it is not open, or somebody else completes it.
  static boolean claim(Handle handle, String id, String token) {
    return handle
            .createUpdate(
                "UPDATE file_uploads SET claim = :token,"
                    + " claim_until = UNIX_TIMESTAMP() + :lasts"
                    + " WHERE upload_id = :id AND"
                    + OPEN
                    + "AND (claim = :token OR"
                    + UNCLAIMED
                    + ")")
            .bind("id", id)
            .bind("token", token)
            .bind("lasts", Lease.LASTS)
            .execute()
        == 1;
  }

  static void unclaim(Handle handle, String id, String token) {
    handle
        .createUpdate(
            "UPDATE file_uploads SET claim = NULL WHERE upload_id = :id AND claim = :token")
        .bind("id", id)
        .bind("token", token)
        .execute();
  }

  /// The name that it gets next, written down before, so that whoever finds the session half done
  /// knows where its file went.
  static boolean target(Handle handle, String id, String token, String name) {
    return handle
            .createUpdate(
                "UPDATE file_uploads SET target = :name WHERE upload_id = :id AND claim = :token")
            .bind("id", id)
            .bind("token", token)
            .bind("name", name)
            .execute()
        == 1;
  }

  static boolean completed(Handle handle, String id, String token, long size, Instant now) {
    return handle
            .createUpdate(
                "UPDATE file_uploads SET status = 'completed', part = FALSE, claim = NULL,"
                    + " file_size = :size, updated_at = :now, completed_at = :now"
                    + " WHERE upload_id = :id AND claim = :token")
            .bind("id", id)
            .bind("token", token)
            .bind("size", size)
            .bind("now", now.toEpochMilli())
            .execute()
        == 1;
  }

  /// Ends an open session that nobody completes; false when it is none.
  static boolean end(Handle handle, String id, UploadStatus status, String words, Instant now) {
    Update update =
        handle
            .createUpdate(
                "UPDATE file_uploads SET status = :status, error_message = :words, claim = NULL,"
                    + " updated_at = :now WHERE upload_id = :id AND"
                    + OPEN
                    + "AND"
                    + UNCLAIMED)
            .bind("id", id)
            .bind("status", status.word())
            .bind("words", words)
            .bind("now", now.toEpochMilli());
    return update.execute() == 1;
  }

  static List<Upload> expired(Handle handle, Instant now) {
    return handle
        .createQuery("SELECT * FROM file_uploads WHERE expires_at < :now AND" + OPEN + "LIMIT 100")
        .bind("now", now.toEpochMilli())
        .map(UploadTable::upload)
        .list();
  }

  /// Ended, and something of them may still lie about.
  static List<Upload> unswept(Handle handle) {
    return handle
        .createQuery(
            "SELECT * FROM file_uploads WHERE part AND status IN ('cancelled', 'failed') LIMIT 100")
        .map(UploadTable::upload)
        .list();
  }

  static void swept(Handle handle, String id) {
    handle
        .createUpdate("UPDATE file_uploads SET part = FALSE WHERE upload_id = :id")
        .bind("id", id)
        .execute();
    ChunkTable.delete(handle, id);
  }

  static int forget(Handle handle, Instant before) {
    return handle
        .createUpdate(
            "DELETE FROM file_uploads WHERE updated_at < :before AND NOT part AND NOT" + OPEN)
        .bind("before", before.toEpochMilli())
        .execute();
  }

  private static String where(UploadFilter filter) {
    StringBuilder where = new StringBuilder(" WHERE protocol <> 'simple'");
    filter.user().ifPresent(_ -> where.append(" AND username = :user"));
    filter.userId().ifPresent(_ -> where.append(" AND user_id = :user_id"));
    filter.job().ifPresent(_ -> where.append(" AND job_id = :job"));
    filter.status().ifPresent(_ -> where.append(" AND status = :status"));
    return where.toString();
  }

  private static Query bind(Query query, UploadFilter filter) {
    filter.user().ifPresent(name -> query.bind("user", name));
    filter.userId().ifPresent(id -> query.bind("user_id", id));
    filter.job().ifPresent(job -> query.bind("job", job));
    filter.status().ifPresent(status -> query.bind("status", status.word()));
    return query;
  }

  private static Upload upload(ResultSet row, StatementContext context) throws SQLException {
    return new Upload(
        row.getString("upload_id"),
        new Owner(row.getLong("user_id"), row.getString("username"), row.getString("account")),
        new Wanted(
            Protocol.of(row.getString("protocol")),
            row.getString("filename"),
            row.getLong("file_size"),
            row.getLong("chunk_size"),
            row.getString("file_type"),
            Optional.ofNullable(row.getString("job_id")),
            row.getString("description"),
            Optional.ofNullable(row.getString("sha256"))),
        UploadStatus.of(row.getString("status")),
        Optional.ofNullable(row.getString("error_message")),
        Optional.ofNullable(row.getString("target")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("updated_at")),
        row.getObject("completed_at") == null
            ? Optional.empty()
            : Optional.of(Instant.ofEpochMilli(row.getLong("completed_at"))),
        Instant.ofEpochMilli(row.getLong("expires_at")));
  }
}
