package org.hpcctl.services.jobapi.watch;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.JobJson;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobId;
import org.hpcctl.services.jobapi.slurm.JobState;
import org.hpcctl.services.jobapi.slurm.NodeNames;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Event;

/// Something happened to a job.
///
/// @param previous what it was before; empty for a new one
record Happening(Type type, Job job, Optional<JobState> previous) {
  static final String TOPIC = "jobs";

  enum Type {
    SUBMITTED,
    STARTED,
    COMPLETED,
    FAILED,
    CANCELLED;

    boolean end() {
      return switch (this) {
        case SUBMITTED, STARTED -> false;
        case COMPLETED, FAILED, CANCELLED -> true;
      };
    }
  }

  /// What happened between two looks, in the order of the jobs' ids.
  static List<Happening> between(Snapshot before, Snapshot after) {
    List<Happening> all = new ArrayList<>();
    Set<Long> arrays = new HashSet<>();
    before.jobs().keySet().forEach(id -> arrays.add(id.number()));
    for (Snapshot.Seen seen : after.jobs().values()) {
      Job job = seen.job();
      Optional<Job> old =
          Optional.ofNullable(before.jobs().get(job.id()))
              .map(Snapshot.Seen::job)
              .filter(same -> same.submitted().equals(job.submitted()));
      // A task of an array that waited was listed too, so a new number is a new submission.
      if (old.isEmpty() && arrays.add(job.id().number())) {
        all.add(new Happening(Type.SUBMITTED, job, Optional.empty()));
      }
      Optional<JobState> previous = old.map(Job::state);
      boolean waited = previous.isEmpty() || previous.get().stage() == JobState.Stage.WAITING;
      boolean over = previous.isPresent() && previous.get().stage().over();
      switch (job.state().stage()) {
        case WAITING -> {}
        case RUNNING -> {
          if (waited) {
            all.add(new Happening(Type.STARTED, job, previous));
          }
        }
        case COMPLETED, FAILED, CANCELLED -> {
          if (waited && ran(job)) {
            all.add(new Happening(Type.STARTED, job, previous));
          }
          if (!over) {
            all.add(new Happening(end(job), job, previous));
          }
        }
      }
    }
    return all;
  }

  /// Jobs that were not over and are not known any more.
  static List<JobId> lost(Snapshot before, Snapshot after) {
    return before.jobs().values().stream()
        .map(Snapshot.Seen::job)
        .filter(job -> !job.state().stage().over() && !after.jobs().containsKey(job.id()))
        .map(Job::id)
        .toList();
  }

  /// Whether a job that is over was ever on a node: between two looks it may have started and
  /// ended.
  private static boolean ran(Job job) {
    return job.started().isPresent() && !job.nodeList().isEmpty();
  }

  private static Type end(Job job) {
    return switch (job.state().stage()) {
      case COMPLETED -> Type.COMPLETED;
      case FAILED -> Type.FAILED;
      case CANCELLED -> Type.CANCELLED;
      case WAITING, RUNNING -> throw new IllegalArgumentException(job.id() + " is not over");
    };
  }

  /// As it is told to one user. Its id is made of what happened, so that two heads that tell of the
  /// same tell one event.
  Event event(String username) {
    String type = "job:" + this.type.name().toLowerCase(Locale.ROOT);
    String identity =
        String.join(
            " ",
            type,
            username,
            job.id().text(),
            job.submitted().toString(),
            job.started().toString());
    return new Event(
        TOPIC,
        type,
        data(),
        Optional.of(username),
        Instant.now(),
        UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8)).toString());
  }

  private ObjectNode data() {
    ObjectNode data =
        Json.object()
            .put("jobId", job.id().text())
            .put("job_id", job.id().text())
            .put("name", job.name())
            .put("status", JobJson.status(job.state()))
            .put("previous_status", previous.map(JobJson::status).orElse(""))
            .put("state", job.state().name())
            .put("reason", job.reason())
            .put("user", job.user())
            .put("partition", job.partition());
    data.set("nodes", JobJson.texts(NodeNames.expand(job.nodeList())));
    job.started().ifPresent(time -> data.put("start_time", time.toString()));
    job.exit().ifPresent(exit -> data.put("exit_code", exit.code()));
    data.putObject("resources")
        .put("cpus", job.cpus())
        .put("memory", job.tres().getOrDefault("mem", job.memory()))
        .put("gpus", job.gpus());
    return data;
  }
}
