package org.hpcctl.services.metricsapi;

import module java.base;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Access;
import org.hpcctl.services.kit.Answer;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.Refusal;
import org.hpcctl.services.kit.Route;
import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Gatherer;
import org.hpcctl.services.metricsapi.history.History;

/// `/api/monitoring/…`: what is now, and with `from`, `to` or `step` what was.
record MonitoringRoutes(Gatherer gatherer, History history) {
  private static final Access MONITORING = Access.permitted("monitoring");
  private static final String ALL_USERS = "monitoring.users";
  private static final int MOST_ROWS = 20_000;
  private static final Pattern SUBJECT = Pattern.compile("[A-Za-z0-9._@-]{1,255}");
  private static final Set<Family> JOBS = Set.of(Family.SLURM_JOBS, Family.JOBS_FINISHED);
  private static final Set<Family> PARTITIONS =
      EnumSet.of(Family.STARTED_JOBS, Family.WAIT_SECONDS, Family.CPU_SECONDS);
  private static final Set<Family> JOBS_HISTORY =
      EnumSet.of(
          Family.SLURM_JOBS,
          Family.ENDED_JOBS,
          Family.STARTED_JOBS,
          Family.WAIT_SECONDS,
          Family.CPU_SECONDS);
  private static final Set<Family> USERS =
      EnumSet.of(Family.USER_JOBS_RUNNING, Family.USER_JOBS_PENDING, Family.USER_CPUS);

  List<Route> routes() {
    return List.of(
        Route.get("/api/monitoring/nodes", MONITORING, this::nodes),
        Route.get("/api/monitoring/jobs", MONITORING, this::jobs),
        Route.get("/api/monitoring/users", MONITORING, this::users));
  }

  private Answer nodes(Call call) {
    Optional<String> node = subject(call, "node");
    Set<Family> ofNodes =
        Arrays.stream(Family.values())
            .filter(family -> family.labels().contains("node"))
            .collect(Collectors.toSet());
    Map<String, ObjectNode> nodes = new TreeMap<>();
    for (Figure figure : current(ofNodes, node)) {
      String name = figure.labels().getFirst();
      ObjectNode json = nodes.computeIfAbsent(name, each -> Json.object().put("node", each));
      if (figure.family() == Family.SLURM_NODE_STATE) {
        json.put("state", figure.labels().get(1));
      } else {
        json.put(figure.family().title(), figure.value());
      }
    }
    ObjectNode answer = now();
    answer.set("nodes", Json.array().addAll(List.copyOf(nodes.values())));
    // All nodes and all figures would be too much: without a word it is the one on each dashboard.
    List<Family> known = ofNodes.stream().filter(Family::kept).sorted().toList();
    Family figure =
        call.query("figure")
            .map(
                title ->
                    known.stream()
                        .filter(each -> each.title().equals(title))
                        .findFirst()
                        .orElseThrow(() -> unknown(known)))
            .orElse(Family.NODE_CPU);
    past(call, Set.of(figure), node, answer);
    return Answer.ok(answer);
  }

  private Answer jobs(Call call) {
    ObjectNode answer = now();
    ObjectNode states = answer.putObject("jobs");
    ObjectNode finished = answer.putObject("finished");
    for (Figure figure : current(JOBS, Optional.empty())) {
      ObjectNode target = figure.family() == Family.SLURM_JOBS ? states : finished;
      target.put(figure.labels().getFirst(), Math.round(figure.value()));
    }
    accounting(answer);
    past(call, JOBS_HISTORY, Optional.empty(), answer);
    return Answer.ok(answer);
  }

  /// Missing where Slurm has no accounting.
  private void accounting(ObjectNode answer) {
    List<Figure> ended = current(Set.of(Family.ENDED_JOBS), Optional.empty());
    if (ended.isEmpty()) {
      return;
    }
    ObjectNode hour = answer.putObject("last_hour");
    ObjectNode states = hour.putObject("ended");
    ended.forEach(figure -> states.put(figure.labels().getFirst(), Math.round(figure.value())));
    Map<String, ObjectNode> partitions = new TreeMap<>();
    for (Figure figure : current(PARTITIONS, Optional.empty())) {
      partitions
          .computeIfAbsent(figure.labels().getFirst(), name -> Json.object().put("partition", name))
          .put(figure.family().title(), rounded(figure.value()));
    }
    hour.set("partitions", Json.array().addAll(List.copyOf(partitions.values())));
  }

  private Answer users(Call call) {
    Optional<String> user = whose(call);
    Map<String, ObjectNode> users = new TreeMap<>();
    for (Figure figure : current(USERS, user)) {
      users
          .computeIfAbsent(figure.labels().getFirst(), name -> Json.object().put("user", name))
          .put(figure.family().title(), Math.round(figure.value()));
    }
    ObjectNode answer = now();
    answer.set("users", Json.array().addAll(List.copyOf(users.values())));
    past(call, USERS, user, answer);
    return Answer.ok(answer);
  }

  /// The Unix user whose figures may be seen; empty for everybody's.
  private static Optional<String> whose(Call call) {
    Optional<String> asked = subject(call, "user");
    if (call.caller().may(ALL_USERS)) {
      return asked;
    }
    String own =
        call.caller()
            .unixName()
            .orElseThrow(
                () ->
                    new Refusal(
                        403,
                        "no_unix_account",
                        "Your account is not connected with an account of the cluster."
                            + " Ask an administrator to do that."));
    if (asked.isPresent() && !asked.get().equals(own)) {
      throw Refusal.forbidden("You may see your own figures only.");
    }
    return Optional.of(own);
  }

  private List<Figure> current(Set<Family> families, Optional<String> subject) {
    return gatherer.current().stream()
        .filter(figure -> families.contains(figure.family()))
        .filter(figure -> subject.isEmpty() || figure.labels().getFirst().equals(subject.get()))
        .toList();
  }

  private ObjectNode now() {
    ObjectNode answer =
        Json.object().put("as_of", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    ArrayNode away = answer.putArray("without");
    gatherer.withoutAnswer().forEach(away::add);
    return answer;
  }

  private void past(Call call, Set<Family> families, Optional<String> subject, ObjectNode answer) {
    Optional<Span> asked = Span.of(call);
    if (asked.isEmpty()) {
      return;
    }
    Span span = asked.get();
    List<History.Point> points =
        history
            .read(
                new History.Query(families, subject, span.from(), span.to(), span.step()),
                MOST_ROWS)
            .orElseThrow(
                () ->
                    Refusal.invalid(
                        "This is more than "
                            + MOST_ROWS
                            + " values: ask for one node or user, a shorter time or whole hours."));
    ObjectNode json =
        answer
            .putObject("history")
            .put("from", span.from().toString())
            .put("to", span.to().toString())
            .put("step", span.step());
    ArrayNode series = json.putArray("series");
    SequencedMap<List<String>, ArrayNode> lines = new LinkedHashMap<>();
    for (History.Point point : points) {
      lines
          .computeIfAbsent(
              List.of(point.family().title(), point.subject()),
              key -> {
                ObjectNode one = series.addObject().put("figure", key.getFirst());
                return one.put(point.family().labels().getFirst(), key.getLast())
                    .putArray("points");
              })
          .addArray()
          .add(point.at())
          .add(rounded(point.average()))
          .add(rounded(point.lowest()))
          .add(rounded(point.highest()));
    }
  }

  private static double rounded(double value) {
    return Math.rint(value * 100) / 100;
  }

  private static Optional<String> subject(Call call, String name) {
    Optional<String> text = call.query(name);
    if (text.isPresent() && !SUBJECT.matcher(text.get()).matches()) {
      throw Refusal.invalid(List.of(new Fields.Fault(name, "expected a name")));
    }
    return text;
  }

  private static Refusal unknown(List<Family> known) {
    String titles = known.stream().map(Family::title).collect(Collectors.joining(", "));
    return Refusal.invalid(List.of(new Fields.Fault("figure", "expected one of " + titles)));
  }
}
