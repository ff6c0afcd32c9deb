package org.hpcctl.services.jobapi.store;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.kit.Json;
import org.jdbi.v3.core.Handle;

/// Jobs that are over, as they were seen last.
public record FinishedJobs(Handle handle) {
  // As wide as the column.
  private static final int LONGEST = 4096;

  /// @param json as answers show it
  /// @param output where its output lies, when that was found out in time
  public record Kept(JobId id, String user, ObjectNode json, Optional<Path> output) {}

  /// Remembers a job, or what is known of it now.
  public void put(Job job, ObjectNode json, Optional<Path> output) {
    handle
        .createUpdate(
            """
            INSERT INTO finished_jobs
              (job_id, submitted_at, unix_user, ended_at, output_path, job)
            VALUES (:id, :submitted, :user, :ended, :output, :job)
            ON DUPLICATE KEY UPDATE
              ended_at = VALUES(ended_at), job = VALUES(job),
              output_path = COALESCE(VALUES(output_path), output_path)
            """)
        .bind("id", job.id().text())
        .bind("submitted", job.submitted().orElse(Instant.EPOCH).toEpochMilli())
        .bind("user", job.user())
        .bind("ended", job.ended().orElseGet(Instant::now).toEpochMilli())
        .bind("output", output.map(FinishedJobs::written).filter(text -> text.length() <= LONGEST))
        .bind("job", Ascii.of(json))
        .execute();
  }

  /// The last job that had this id.
  public Optional<Kept> byId(JobId id) {
    return kept("WHERE job_id = :id ORDER BY submitted_at DESC LIMIT 1", Map.of("id", id.text()))
        .stream()
        .findFirst();
  }

  /// Those that ended in a span of time, the latest first.
  public List<Kept> ended(Instant from, Instant to, Optional<String> user, int most) {
    Map<String, Object> bound = new HashMap<>();
    bound.put("from", from.toEpochMilli());
    bound.put("to", to.toEpochMilli());
    bound.put("most", most);
    user.ifPresent(name -> bound.put("user", name));
    return kept(
        "WHERE ended_at >= :from AND ended_at < :to"
            + (user.isPresent() ? " AND unix_user = :user" : "")
            + " ORDER BY ended_at DESC LIMIT :most",
        bound);
  }

  private List<Kept> kept(String condition, Map<String, Object> bound) {
    return handle
        .createQuery("SELECT job_id, unix_user, output_path, job FROM finished_jobs " + condition)
        .bindMap(bound)
        .map(
            (row, _) ->
                new Kept(
                    new JobId(row.getString("job_id")),
                    row.getString("unix_user"),
                    Json.read(row.getString("job")),
                    Optional.ofNullable(row.getString("output_path")).map(FinishedJobs::read)))
        .list();
  }

  private static String written(Path path) {
    return Ascii.of(Json.object().put("path", path.toString()));
  }

  private static Path read(String text) {
    return Path.of(Json.read(text).path("path").asText());
  }
}
