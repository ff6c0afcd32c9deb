package org.hpcctl.services.jobapi.watch;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.JobJson;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.kit.Json;

/// All jobs at one moment. Each is written as JSON once, however often it is asked for.
///
/// @param taken when the scheduler was asked
public record Snapshot(Instant taken, NavigableMap<JobId, Seen> jobs) {
  /// @param json as answers show it, to be read through a duplicate
  public record Seen(Job job, ByteBuffer json) {
    Seen(Job job) {
      this(job, ByteBuffer.wrap(Json.bytes(JobJson.of(job))).asReadOnlyBuffer());
    }
  }

  /// Before anything is known.
  static final Snapshot NONE = new Snapshot(Instant.EPOCH, new TreeMap<>());

  public Snapshot {
    jobs = Collections.unmodifiableNavigableMap(jobs);
  }

  static Snapshot of(Instant taken, List<Job> jobs) {
    NavigableMap<JobId, Seen> seen = new TreeMap<>();
    jobs.forEach(job -> seen.put(job.id(), new Seen(job)));
    return new Snapshot(taken, seen);
  }

  /// Whether it was ever taken.
  public boolean known() {
    return taken.isAfter(Instant.EPOCH);
  }

  /// That job; for the id of a whole array or heterogeneous job any part of it: all belong to the
  /// same user.
  public Optional<Job> find(JobId id) {
    Seen exact = jobs.get(id);
    if (exact != null) {
      return Optional.of(exact.job());
    }
    // The id of the whole sorts before its parts.
    return Optional.ofNullable(jobs.higherEntry(id))
        .map(Map.Entry::getValue)
        .map(Seen::job)
        .filter(job -> id.text().equals(Long.toString(job.id().number())));
  }

  String write() {
    ObjectNode json = Json.object().put("taken", taken.toString());
    json.set(
        "jobs", Json.array().addAll(jobs.values().stream().map(s -> JobJson.of(s.job())).toList()));
    return Json.text(json);
  }

  static Snapshot read(String text) {
    ObjectNode json = Json.read(text);
    List<Job> jobs = new ArrayList<>();
    for (JsonNode job : json.path("jobs")) {
      jobs.add(JobJson.read(job));
    }
    return of(Instant.parse(json.path("taken").asText()), jobs);
  }
}
