package org.hpcctl.services.jobapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Job;
import org.hpcctl.services.jobapi.slurm.JobState;
import org.hpcctl.services.jobapi.watch.Snapshot;
import org.hpcctl.services.jobapi.watch.Watch;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;

/// Jobs in lists and numbers. Answered from what the watch knows: no request asks the scheduler.
record ListRoutes(Rights rights, Watch watch) {
  private static final Set<String> STATUSES =
      Set.of("pending", "running", "completed", "failed", "cancelled");
  private static final byte[] BEGINNING = "{\"jobs\":[".getBytes(StandardCharsets.US_ASCII);

  List<Route> routes() {
    Access own = Access.permitted(Rights.OWN);
    return List.of(
        Route.get("/api/jobs", own, this::list), Route.get("/api/jobs/stats", own, this::stats));
  }

  private Answer list(Call call) {
    long limit = call.query("limit", 1, 1000, 50);
    long offset = call.query("offset", 0, 10_000_000, 0);
    Predicate<Job> filter = filter(call);
    Snapshot snapshot = rights.snapshot();
    List<ByteBuffer> shown = new ArrayList<>();
    long total = 0;
    // The newest first: they have the highest numbers.
    for (Snapshot.Seen seen : snapshot.jobs().descendingMap().values()) {
      if (filter.test(seen.job())) {
        if (total >= offset && total < offset + limit) {
          shown.add(seen.json());
        }
        total++;
      }
    }
    ObjectNode rest = Json.object().put("total", total).put("limit", limit).put("offset", offset);
    age(rest, snapshot);
    return Answer.of(200, "application/json", body(shown, Json.bytes(rest)));
  }

  /// One object: the jobs, then the members of `rest`.
  private static byte[] body(List<ByteBuffer> jobs, byte[] rest) {
    int length = jobs.stream().mapToInt(ByteBuffer::remaining).sum() + Math.max(0, jobs.size() - 1);
    ByteBuffer body = ByteBuffer.allocate(BEGINNING.length + length + 1 + rest.length);
    body.put(BEGINNING);
    for (int i = 0; i < jobs.size(); i++) {
      if (i > 0) {
        body.put((byte) ',');
      }
      body.put(jobs.get(i).duplicate());
    }
    // The rest without its brace.
    body.put((byte) ']').put((byte) ',').put(rest, 1, rest.length - 1);
    return body.array();
  }

  private Predicate<Job> filter(Call call) {
    List<Predicate<Job>> all = new ArrayList<>();
    rights.wanted(call).ifPresent(user -> all.add(job -> job.user().equals(user)));
    call.query("status").ifPresent(status -> all.add(statuses(status)));
    call.query("state").ifPresent(state -> all.add(states(state)));
    call.query("partition").ifPresent(name -> all.add(job -> job.partition().equals(name)));
    call.query("account").ifPresent(name -> all.add(job -> job.account().equals(name)));
    call.query("name")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .ifPresent(text -> all.add(job -> job.name().toLowerCase(Locale.ROOT).contains(text)));
    return all.stream().reduce(Predicate::and).orElse(_ -> true);
  }

  private static Predicate<Job> statuses(String text) {
    Set<String> wanted = new HashSet<>(Arrays.asList(text.split(",", -1)));
    if (!STATUSES.containsAll(wanted)) {
      throw wrong("status", "expected some of " + String.join(", ", new TreeSet<>(STATUSES)));
    }
    return job -> wanted.contains(JobJson.status(job.state()));
  }

  private static Predicate<Job> states(String text) {
    Set<JobState> wanted = EnumSet.noneOf(JobState.class);
    for (String word : text.split(",", -1)) {
      try {
        wanted.add(JobState.valueOf(word.toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException _) {
        throw wrong("state", "expected states of Slurm, e.g. PENDING,RUNNING");
      }
    }
    return job -> wanted.contains(job.state());
  }

  private static Refusal wrong(String parameter, String expected) {
    return Refusal.invalid(List.of(new Fields.Fault(parameter, expected)));
  }

  private Answer stats(Call call) {
    Optional<String> user = rights.wanted(call);
    Snapshot snapshot = rights.snapshot();
    Map<String, Integer> byStatus = new TreeMap<>();
    STATUSES.forEach(status -> byStatus.put(status, 0));
    Map<String, Integer> byState = new TreeMap<>();
    Map<String, Integer> byPartition = new TreeMap<>();
    int total = 0;
    long cpus = 0;
    long gpus = 0;
    long waited = 0;
    for (Snapshot.Seen seen : snapshot.jobs().values()) {
      Job job = seen.job();
      if (user.isPresent() && !user.get().equals(job.user())) {
        continue;
      }
      total++;
      byStatus.merge(JobJson.status(job.state()), 1, Integer::sum);
      byState.merge(job.state().name(), 1, Integer::sum);
      switch (job.state().stage()) {
        case WAITING -> {
          byPartition.merge(job.partition(), 1, Integer::sum);
          waited = Math.max(waited, waitingSeconds(job, snapshot.taken()));
        }
        case RUNNING -> {
          byPartition.merge(job.partition(), 1, Integer::sum);
          cpus += job.cpus();
          gpus += job.gpus();
        }
        case COMPLETED, FAILED, CANCELLED -> {}
      }
    }
    ObjectNode json = Json.object().put("total", total);
    byStatus.forEach(json::put);
    json.put("cpus_in_use", cpus).put("gpus_in_use", gpus).put("longest_wait_seconds", waited);
    ObjectNode states = json.putObject("by_state");
    byState.forEach(states::put);
    ObjectNode partitions = json.putObject("waiting_and_running_by_partition");
    byPartition.forEach(partitions::put);
    age(json, snapshot);
    return Answer.ok(json);
  }

  private static long waitingSeconds(Job job, Instant now) {
    return job.submitted().map(since -> Duration.between(since, now).toSeconds()).orElse(0L);
  }

  /// Says how old the answer is, and whether that is because the scheduler is away.
  private void age(ObjectNode json, Snapshot snapshot) {
    json.put("as_of", snapshot.taken().toString()).put("stale", watch.fault().isPresent());
  }
}
