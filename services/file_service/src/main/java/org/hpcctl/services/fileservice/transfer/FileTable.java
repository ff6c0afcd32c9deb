package org.hpcctl.services.fileservice.transfer;

import module java.base;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// The rows of files that came in whole.
final class FileTable {
  private FileTable() {}

  /// Writes down a file that was just given its name: an older one of that name is there no more.
  static void replace(Handle handle, StoredFile file) {
    handle
        .createUpdate(
            "DELETE FROM files WHERE user_id = :user AND account = :account AND filename = :name")
        .bind("user", file.owner().id())
        .bind("account", file.owner().account())
        .bind("name", file.name())
        .execute();
    insert(handle, file);
  }

  private static void insert(Handle handle, StoredFile file) {
    handle
        .createUpdate(
            """
            INSERT INTO files (id, user_id, username, account, filename, file_size, file_type,
              job_id, description, sha256, created_at)
            VALUES (:id, :user, :username, :account, :filename, :size, :type,
              :job, :description, :sha256, :created)
            """)
        .bind("id", file.id())
        .bind("user", file.owner().id())
        .bind("username", file.owner().username())
        .bind("account", file.owner().account())
        .bind("filename", file.name())
        .bind("size", file.size())
        .bind("type", file.type())
        .bind("job", file.jobId())
        .bind("description", file.description())
        .bind("sha256", file.sha256())
        .bind("created", file.created().toEpochMilli())
        .execute();
  }

  static Optional<StoredFile> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM files WHERE id = :id")
        .bind("id", id)
        .map(FileTable::file)
        .findOne();
  }

  /// The newest first.
  static List<StoredFile> list(Handle handle, FileFilter filter) {
    return bind(
            handle.createQuery(
                "SELECT * FROM files"
                    + where(filter)
                    + " ORDER BY created_at DESC, id LIMIT :limit OFFSET :offset"),
            filter)
        .bind("limit", filter.limit())
        .bind("offset", filter.offset())
        .map(FileTable::file)
        .list();
  }

  static long count(Handle handle, FileFilter filter) {
    return bind(handle.createQuery("SELECT COUNT(*) FROM files" + where(filter)), filter)
        .mapTo(Long.class)
        .one();
  }

  static long used(Handle handle, long user) {
    return handle
        .createQuery("SELECT COALESCE(SUM(file_size), 0) FROM files WHERE user_id = :user")
        .bind("user", user)
        .mapTo(Long.class)
        .one();
  }

  static boolean delete(Handle handle, String id) {
    return handle.createUpdate("DELETE FROM files WHERE id = :id").bind("id", id).execute() == 1;
  }

  private static String where(FileFilter filter) {
    StringBuilder where = new StringBuilder(" WHERE 1 = 1");
    filter.user().ifPresent(_ -> where.append(" AND username = :user"));
    filter.userId().ifPresent(_ -> where.append(" AND user_id = :user_id"));
    filter.job().ifPresent(_ -> where.append(" AND job_id = :job"));
    filter.type().ifPresent(_ -> where.append(" AND file_type = :type"));
    return where.toString();
  }

  private static Query bind(Query query, FileFilter filter) {
    filter.user().ifPresent(name -> query.bind("user", name));
    filter.userId().ifPresent(id -> query.bind("user_id", id));
    filter.job().ifPresent(job -> query.bind("job", job));
    filter.type().ifPresent(type -> query.bind("type", type));
    return query;
  }

  private static StoredFile file(ResultSet row, StatementContext context) throws SQLException {
    return new StoredFile(
        row.getString("id"),
        new Owner(row.getLong("user_id"), row.getString("username"), row.getString("account")),
        row.getString("filename"),
        row.getLong("file_size"),
        row.getString("file_type"),
        Optional.ofNullable(row.getString("job_id")),
        row.getString("description"),
        Optional.ofNullable(row.getString("sha256")),
        Instant.ofEpochMilli(row.getLong("created_at")));
  }
}
