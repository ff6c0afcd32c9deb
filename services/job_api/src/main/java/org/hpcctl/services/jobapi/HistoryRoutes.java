package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Finished;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.jobapi.store.FinishedJobs;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.kit.database.Database;

/// What ran before: as the accounting says; without one, what the portal saw end.
record HistoryRoutes(Rights rights, Scheduler scheduler, Database database) {
  private static final Duration USUAL = Duration.ofDays(7);
  private static final Duration LONGEST = Duration.ofDays(92);
  private static final int MOST = 10_000;

  List<Route> routes() {
    return List.of(Route.get("/api/jobs/history", Access.permitted(Rights.OWN), this::history));
  }

  private Answer history(Call call) {
    long limit = call.query("limit", 1, 1000, 50);
    long offset = call.query("offset", 0, MOST, 0);
    Instant to = time(call, "to").orElseGet(Instant::now);
    Instant from = time(call, "from").orElseGet(() -> to.minus(USUAL));
    if (from.isAfter(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw Refusal.invalid(
          List.of(
              new Fields.Fault(
                  "from", "expected a time before `to`, at most " + LONGEST.toDays() + " days")));
    }
    Optional<String> user = rights.wanted(call);
    Optional<List<Finished>> accounted = Answers.of(() -> scheduler.history(from, to, user));
    List<ObjectNode> all =
        accounted.isPresent()
            ? accounted.get().stream()
                .filter(job -> job.state().stage().over())
                .sorted(Comparator.comparing(HistoryRoutes::end).reversed())
                .map(JobJson::of)
                .toList()
            : database.read(handle -> new FinishedJobs(handle).ended(from, to, user, MOST)).stream()
                .map(FinishedJobs.Kept::json)
                .toList();
    ObjectNode json =
        Json.object()
            .put("source", accounted.isPresent() ? "accounting" : "portal")
            .put("total", all.size())
            .put("limit", limit)
            .put("offset", offset)
            .put("from", from.toString())
            .put("to", to.toString());
    json.set("jobs", Json.array().addAll(all.stream().skip(offset).limit(limit).toList()));
    return Answer.ok(json);
  }

  private static Instant end(Finished job) {
    return job.ended().orElse(Instant.EPOCH);
  }

  private static Optional<Instant> time(Call call, String name) {
    return call.query(name)
        .map(
            text -> {
              try {
                Instant time = Instant.parse(text);
                if (time.isAfter(Instant.EPOCH) && time.isBefore(Instant.now().plus(LONGEST))) {
                  return time;
                }
              } catch (DateTimeParseException _) {
                // Told below, with what was expected.
              }
              throw Refusal.invalid(
                  List.of(new Fields.Fault(name, "expected a time such as 2026-11-21T07:00:00Z")));
            });
  }
}
