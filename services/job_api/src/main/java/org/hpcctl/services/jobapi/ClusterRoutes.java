package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Route;

/// Partitions and nodes. The scheduler is asked at most every ten seconds, however many want to
/// know.
final class ClusterRoutes {
  private static final Duration FRESH = Duration.ofSeconds(10);

  private final Remembered partitions;
  private final Remembered nodes;

  ClusterRoutes(Scheduler scheduler) {
    partitions =
        new Remembered(
            "partitions",
            () -> Json.array().addAll(scheduler.partitions().stream().map(JobJson::of).toList()));
    nodes =
        new Remembered(
            "nodes",
            () -> Json.array().addAll(scheduler.nodes().stream().map(JobJson::of).toList()));
  }

  List<Route> routes() {
    Access own = Access.permitted(Rights.OWN);
    return List.of(
        Route.get("/api/jobs/partitions", own, _ -> partitions.answer()),
        Route.get("/api/jobs/nodes", own, _ -> nodes.answer()));
  }

  private static final class Remembered {
    private final String key;
    private final Answers.Question<ArrayNode> question;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Answer> answer = Optional.empty();
    private Instant asked = Instant.EPOCH;

    Remembered(String key, Answers.Question<ArrayNode> question) {
      this.key = key;
      this.question = question;
    }

    Answer answer() {
      lock.lock();
      try {
        Instant now = Instant.now();
        if (answer.isEmpty() || asked.plus(FRESH).isBefore(now)) {
          ObjectNode json = Json.object();
          json.set(key, Answers.of(question));
          asked = now;
          answer = Optional.of(Answer.ok(json.put("as_of", now.toString())));
        }
        return answer.get();
      } finally {
        lock.unlock();
      }
    }
  }
}
