package org.hpcctl.services.fileservice.transfer;

import module java.base;

import org.jdbi.v3.core.Handle;

/// Which bytes of a session are there.
final class ChunkTable {
  private ChunkTable() {}

  /// @param bytes that are there for sure, from its beginning
  /// @param sha256 of the whole chunk, when it was computed
  record Chunk(long bytes, boolean complete, Optional<String> sha256, Optional<String> claim) {}

  static Optional<Chunk> find(Handle handle, String id, int index) {
    return handle
        .createQuery(
            "SELECT bytes, complete, sha256, claim FROM file_upload_chunks"
                + " WHERE upload_id = :id AND chunk_index = :index")
        .bind("id", id)
        .bind("index", index)
        .map(
            (row, _) ->
                new Chunk(
                    row.getLong("bytes"),
                    row.getBoolean("complete"),
                    Optional.ofNullable(row.getString("sha256")),
                    Optional.ofNullable(row.getString("claim"))))
        .findOne();
  }

  /// What is there afterwards; ours when its claim is `token`.
  static Chunk claim(Handle handle, String id, int index, String token) {
    int made =
        handle
            .createUpdate(
                "INSERT IGNORE INTO file_upload_chunks"
                    + " (upload_id, chunk_index, bytes, complete, claim, claim_until)"
                    + " VALUES (:id, :index, 0, FALSE, :token, UNIX_TIMESTAMP() + :lasts)")
            .bind("id", id)
            .bind("index", index)
            .bind("token", token)
            .bind("lasts", Lease.LASTS)
            .execute();
    if (made == 0) {
      handle
          .createUpdate(
              "UPDATE file_upload_chunks SET claim = :token, claim_until = UNIX_TIMESTAMP() +"
                  + " :lasts WHERE upload_id = :id AND chunk_index = :index AND NOT complete AND"
                  + " (claim IS NULL OR claim = :token OR claim_until < UNIX_TIMESTAMP())")
          .bind("id", id)
          .bind("index", index)
          .bind("token", token)
          .bind("lasts", Lease.LASTS)
          .execute();
    }
    return find(handle, id, index).orElseThrow();
  }

  static boolean renew(Handle handle, String id, int index, String token) {
    return handle
            .createUpdate(
                "UPDATE file_upload_chunks SET claim_until = UNIX_TIMESTAMP() + :lasts"
                    + " WHERE upload_id = :id AND chunk_index = :index AND claim = :token")
            .bind("id", id)
            .bind("index", index)
            .bind("token", token)
            .bind("lasts", Lease.LASTS)
            .execute()
        == 1;
  }

  /// So many bytes are there, and whoever wants may go on.
  static boolean keep(
      Handle handle,
      String id,
      int index,
      String token,
      long bytes,
      boolean complete,
      Optional<String> sha256) {
    return handle
            .createUpdate(
                "UPDATE file_upload_chunks SET bytes = :bytes, complete = :complete,"
                    + " sha256 = :sha256, claim = NULL"
                    + " WHERE upload_id = :id AND chunk_index = :index AND claim = :token")
            .bind("id", id)
            .bind("index", index)
            .bind("token", token)
            .bind("bytes", bytes)
            .bind("complete", complete)
            .bind("sha256", sha256)
            .execute()
        == 1;
  }

  static void unclaim(Handle handle, String id, int index, String token) {
    handle
        .createUpdate(
            "UPDATE file_upload_chunks SET claim = NULL"
                + " WHERE upload_id = :id AND chunk_index = :index AND claim = :token")
        .bind("id", id)
        .bind("index", index)
        .bind("token", token)
        .execute();
  }

  static int received(Handle handle, String id) {
    return handle
        .createQuery("SELECT COUNT(*) FROM file_upload_chunks WHERE upload_id = :id AND complete")
        .bind("id", id)
        .mapTo(Integer.class)
        .one();
  }

  static BitSet map(Handle handle, String id) {
    BitSet map = new BitSet();
    handle
        .createQuery(
            "SELECT chunk_index FROM file_upload_chunks WHERE upload_id = :id AND complete")
        .bind("id", id)
        .mapTo(Integer.class)
        .forEach(map::set);
    return map;
  }

  static void delete(Handle handle, String id) {
    handle
        .createUpdate("DELETE FROM file_upload_chunks WHERE upload_id = :id")
        .bind("id", id)
        .execute();
  }
}
