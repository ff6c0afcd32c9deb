package org.hpcctl.services.jobapi.store;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.jdbi.v3.core.Handle;

/// Job templates by name, as their authors wrote them.
public record Templates(Handle handle) {
  public List<ObjectNode> all() {
    return handle
        .createQuery("SELECT definition FROM job_templates ORDER BY name")
        .map((row, _) -> Json.read(row.getString("definition")))
        .list();
  }

  public Optional<ObjectNode> byName(String name) {
    return handle
        .createQuery("SELECT definition FROM job_templates WHERE name = :name")
        .bind("name", name)
        .map((row, _) -> Json.read(row.getString("definition")))
        .findOne();
  }

  /// Makes it or replaces what it was.
  public void put(String name, ObjectNode definition, String author, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO job_templates (name, definition, updated_by, updated_at)
            VALUES (:name, :definition, :author, :now)
            ON DUPLICATE KEY UPDATE definition = VALUES(definition),
              updated_by = VALUES(updated_by), updated_at = VALUES(updated_at)
            """)
        .bind("name", name)
        .bind("definition", Ascii.of(definition))
        .bind("author", author)
        .bind("now", now.toEpochMilli())
        .execute();
  }

  /// False when there was none.
  public boolean remove(String name) {
    return handle
            .createUpdate("DELETE FROM job_templates WHERE name = :name")
            .bind("name", name)
            .execute()
        == 1;
  }
}
