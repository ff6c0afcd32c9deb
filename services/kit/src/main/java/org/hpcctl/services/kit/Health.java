package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What a service says of itself: alive, ready, and in detail.
final class Health {
  private enum State {
    STARTING,
    READY,
    DRAINING
  }

  private final Settings settings;
  private final Map<String, Check> checks;
  private final SequencedMap<String, Check> dependencies;
  private final Instant began = Instant.now();
  private final AtomicReference<State> state = new AtomicReference<>(State.STARTING);

  /// @param checks by name, in the order they are shown: without these it is not ready
  /// @param dependencies shown too; their loss is told but leaves it ready
  Health(
      Settings settings,
      SequencedMap<String, Check> checks,
      SequencedMap<String, Check> dependencies) {
    this.settings = settings;
    this.checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    this.dependencies = dependencies;
  }

  void ready() {
    state.set(State.READY);
  }

  void draining() {
    state.set(State.DRAINING);
  }

  boolean isDraining() {
    return state.get() == State.DRAINING;
  }

  /// The process answers: all that a load balancer, the portal's page and the public may know.
  Answer alive() {
    return Answer.json(200, identity("healthy").put("version", Version.CURRENT));
  }

  /// New requests are welcome; 503 before the start is complete, while stopping, and while a check
  /// fails.
  Answer readiness() {
    String word =
        switch (state.get()) {
          case STARTING -> "starting";
          case DRAINING -> "draining";
          case READY ->
              checks.values().stream().allMatch(check -> check.fault().isEmpty())
                  ? "ready"
                  : "unhealthy";
        };
    return Answer.json(word.equals("ready") ? 200 : 503, identity(word));
  }

  /// Everything an operator asks first.
  Answer detailed() {
    ObjectNode results = Json.object();
    boolean healthy = true;
    SequencedMap<String, Check> all = new LinkedHashMap<>(checks);
    all.putAll(dependencies);
    for (Map.Entry<String, Check> check : all.entrySet()) {
      long start = System.nanoTime();
      Optional<String> fault = check.getValue().fault();
      ObjectNode result = results.putObject(check.getKey());
      result.put("status", fault.isEmpty() ? "healthy" : "unhealthy");
      fault.ifPresent(words -> result.put("fault", words));
      result.put("latency_ms", (System.nanoTime() - start) / 1_000 / 1_000.0);
      healthy &= fault.isEmpty();
    }
    ObjectNode body = identity(healthy ? "healthy" : "unhealthy");
    body.put("version", Version.CURRENT)
        .put("cluster", settings.cluster())
        .put("state", state.get().name().toLowerCase(Locale.ROOT))
        .put("uptime_seconds", Duration.between(began, Instant.now()).toSeconds())
        .put("process", ProcessHandle.current().pid())
        .put("java", Runtime.version().toString())
        .set("checks", results);
    return Answer.json(healthy ? 200 : 503, body);
  }

  private ObjectNode identity(String status) {
    return Json.object()
        .put("status", status)
        .put("service", settings.service())
        .put("host", settings.host())
        .put("timestamp", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
  }
}
