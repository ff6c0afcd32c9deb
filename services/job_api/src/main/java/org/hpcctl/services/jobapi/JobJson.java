package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.ExitStatus;
import org.hpcctl.services.jobapi.slurm.Finished;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.JobState;
import org.hpcctl.services.jobapi.slurm.Node;
import org.hpcctl.services.jobapi.slurm.Partition;
import org.hpcctl.services.jobapi.slurm.Shares;
import org.hpcctl.services.kit.Json;

/// How jobs, partitions and nodes look from outside; `openapi/job_api.yaml` describes it.
public final class JobJson {
  private JobJson() {}

  public static ObjectNode of(Job job) {
    ObjectNode json =
        Json.object()
            .put("job_id", job.id().text())
            .put("name", job.name())
            .put("user", job.user())
            .put("uid", job.uid())
            .put("status", status(job.state()))
            .put("state", job.state().name())
            .put("reason", job.reason())
            .put("partition", job.partition())
            .put("account", job.account())
            .put("qos", job.qos())
            .put("nodes", job.nodes())
            .put("node_list", job.nodeList())
            .put("cpus", job.cpus())
            .put("gpus", job.gpus())
            .put("memory", job.memory())
            .put("work_directory", job.workDirectory())
            .put("comment", job.comment());
    job.limit().ifPresent(limit -> json.put("time_limit_seconds", limit.toSeconds()));
    times(json, job.submitted(), job.started(), job.ended());
    exit(json, job.exit());
    tres(json, job.tres());
    return json;
  }

  /// The reverse of [#of(Job)].
  public static Job read(JsonNode json) {
    Map<String, String> tres = new TreeMap<>();
    json.path("tres")
        .properties()
        .forEach(each -> tres.put(each.getKey(), each.getValue().asText()));
    return new Job(
        new JobId(text(json, "job_id")),
        text(json, "name"),
        text(json, "user"),
        json.path("uid").asLong(),
        JobState.valueOf(text(json, "state")),
        text(json, "reason"),
        text(json, "partition"),
        text(json, "account"),
        text(json, "qos"),
        json.path("nodes").asInt(),
        json.path("cpus").asInt(),
        text(json, "memory"),
        tres,
        Optional.of(json.path("time_limit_seconds"))
            .filter(JsonNode::isNumber)
            .map(seconds -> Duration.ofSeconds(seconds.asLong())),
        time(json, "submitted_at"),
        time(json, "started_at"),
        time(json, "ended_at"),
        text(json, "node_list"),
        Optional.of(json.path("exit"))
            .filter(JsonNode::isObject)
            .map(exit -> new ExitStatus(exit.path("code").asInt(), exit.path("signal").asInt())),
        text(json, "work_directory"),
        text(json, "comment"));
  }

  static ObjectNode of(Finished job) {
    ObjectNode json =
        Json.object()
            .put("job_id", job.id().text())
            .put("name", job.name())
            .put("user", job.user())
            .put("status", status(job.state()))
            .put("state", job.state().name())
            .put("partition", job.partition())
            .put("account", job.account())
            .put("qos", job.qos())
            .put("node_list", job.nodeList())
            .put("cpus", job.cpus())
            .put("memory", job.memory())
            .put("elapsed_seconds", job.elapsed().toSeconds())
            .put("work_directory", job.workDirectory());
    times(json, job.submitted(), job.started(), job.ended());
    exit(json, job.exit());
    tres(json, job.tres());
    return json;
  }

  static ObjectNode of(Partition partition) {
    ObjectNode json =
        Json.object()
            .put("name", partition.name())
            .put("state", partition.state())
            .put("default", partition.standard())
            .put("memory_mb", partition.memoryMb());
    partition.limit().ifPresent(limit -> json.put("time_limit_seconds", limit.toSeconds()));
    json.set("nodes", of(partition.nodes()));
    json.set("cpus", of(partition.cpus()));
    json.set("gres", texts(partition.gres()));
    return json;
  }

  static ObjectNode of(Node node) {
    ObjectNode json =
        Json.object()
            .put("name", node.name())
            .put("state", node.state())
            .put("memory_mb", node.memoryMb())
            .put("gres", node.gres())
            .put("reason", node.reason());
    node.freeMemoryMb().ifPresent(free -> json.put("free_memory_mb", free));
    node.load().ifPresent(load -> json.put("load", load));
    json.set("cpus", of(node.cpus()));
    json.set("partitions", texts(node.partitions()));
    return json;
  }

  /// The word for what most people want to know.
  public static String status(JobState state) {
    return switch (state.stage()) {
      case WAITING -> "pending";
      case RUNNING -> "running";
      case COMPLETED -> "completed";
      case FAILED -> "failed";
      case CANCELLED -> "cancelled";
    };
  }

  public static ArrayNode texts(Collection<String> texts) {
    ArrayNode array = Json.array();
    texts.forEach(array::add);
    return array;
  }

  private static ObjectNode of(Shares shares) {
    return Json.object()
        .put("allocated", shares.allocated())
        .put("idle", shares.idle())
        .put("other", shares.other())
        .put("total", shares.total());
  }

  private static void times(
      ObjectNode json,
      Optional<Instant> submitted,
      Optional<Instant> started,
      Optional<Instant> ended) {
    submitted.ifPresent(time -> json.put("submitted_at", time.toString()));
    started.ifPresent(time -> json.put("started_at", time.toString()));
    ended.ifPresent(time -> json.put("ended_at", time.toString()));
  }

  private static void exit(ObjectNode json, Optional<ExitStatus> exit) {
    exit.ifPresent(
        status -> json.putObject("exit").put("code", status.code()).put("signal", status.signal()));
  }

  private static void tres(ObjectNode json, Map<String, String> tres) {
    ObjectNode object = json.putObject("tres");
    tres.forEach(object::put);
  }

  private static String text(JsonNode json, String key) {
    return json.path(key).asText();
  }

  private static Optional<Instant> time(JsonNode json, String key) {
    return Optional.of(json.path(key))
        .filter(JsonNode::isTextual)
        .map(t -> Instant.parse(t.asText()));
  }
}
