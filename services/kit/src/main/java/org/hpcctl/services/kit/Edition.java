package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.server.Handler;
import org.hpcctl.services.kit.limit.Limiter;

/// The service as one reading of its configuration made it: application, ground, health and all
/// that answers. A reload puts a new edition beside the one that runs.
final class Edition {
  private final Settings settings;
  private final Ground ground;
  private final Application application;
  private final Health health;
  private final Handler handler;

  // Who needs it: one for being the current edition, one for each request. At zero it is over.
  private final AtomicInteger holders = new AtomicInteger(1);
  private final CompletableFuture<Boolean> unused = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Edition(
      Settings settings, Ground ground, Application application, Health health, Handler handler) {
    this.settings = settings;
    this.ground = ground;
    this.application = application;
    this.health = health;
    this.handler = handler;
  }

  /// @param checks without which it is not ready
  /// @param reloading whether the file is as this edition was made
  static <O> Edition start(
      Service<O> service,
      Settings settings,
      O options,
      SequencedMap<String, Check> checks,
      Check reloading)
      throws IOException {
    Metrics metrics = new Metrics(settings);
    Ground ground = new Ground(settings, metrics.registry());
    try {
      Application application = service.start().on(ground, options);
      Limiter _ = ground.limiter();
      if (!application.routes().all().isEmpty()) {
        ground.followEnded();
      }
      ground.watch("configuration", reloading);
      Health health = new Health(settings, checks, ground.dependencies());
      Handler handler = handler(service.prefix(), ground, application, health, metrics);
      return new Edition(settings, ground, application, health, handler);
    } catch (IOException | RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  private static Handler handler(
      String prefix, Ground ground, Application application, Health health, Metrics metrics) {
    List<Route> probes =
        List.of(
            Route.get("/health", Access.open(), _ -> health.alive()),
            Route.get("/health/ready", Access.open(), _ -> health.readiness()),
            Route.get("/health/detailed", Access.heads(), _ -> health.detailed()),
            Route.get("/metrics", Access.heads(), _ -> metrics.text()));
    Routes routes =
        application
            .routes()
            .and(probes)
            .and(List.of(Route.get(prefix + "/health", Access.open(), _ -> health.alive())));
    Set<String> quiet = probes.stream().map(Route::path).collect(Collectors.toSet());
    Door door =
        new Door(routes, quiet, new Callers(ground.identity()), ground.limiter(), health, metrics);
    return application
        .front()
        .<Handler>map(front -> new Handler.Sequence(front, door))
        .orElse(door);
  }

  Settings settings() {
    return settings;
  }

  Application application() {
    return application;
  }

  Health health() {
    return health;
  }

  Handler handler() {
    return handler;
  }

  /// @throws SettingsRefused what is asked for takes a restart
  void mayBeReplacedBy(Settings next) throws SettingsRefused {
    List<String> problems = new ArrayList<>();
    if (!next.bind().equals(settings.bind()) || next.port() != settings.port()) {
      problems.add("bind, port: another place to listen takes a restart");
    }
    application.whyNotBeside().ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new SettingsRefused(problems);
    }
  }

  /// Holds it for one request; false when it is over.
  boolean hold() {
    return holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  void release() {
    if (holders.decrementAndGet() == 0) {
      unused.complete(true);
    }
  }

  /// Waits until the last request that holds it has its answer.
  ///
  /// @return whether that was in time
  boolean awaitUnused(Duration patience) {
    try {
      return unused
          .copy()
          .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
          .join();
    } catch (CompletionException e) {
      throw new IllegalStateException(e);
    }
  }

  void close() {
    if (!closed.getAndSet(true)) {
      application.close();
      ground.close();
    }
  }
}
