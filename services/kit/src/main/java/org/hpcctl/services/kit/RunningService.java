package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.hpcctl.services.kit.limit.Limiter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that listens. Closing it refuses new work, lets running requests finish within the
/// settings' drain time and then lets go of the port.
public final class RunningService implements AutoCloseable {
  static final Logger LOG = LoggerFactory.getLogger("service");

  /// A request is one connection at a time, so this bounds the virtual threads and their memory.
  private static final int MAX_CONNECTIONS = 512;

  /// Longer than nginx keeps an idle upstream connection (60 s): nginx must be the one to close it.
  private static final Duration IDLE = Duration.ofSeconds(75);

  private final Settings settings;
  private final Ground ground;
  private final Application application;
  private final Health health;
  private final Server server;
  private final ServerConnector connector;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunningService(
      Settings settings, Ground ground, Application application, Health health, Server server) {
    this.settings = settings;
    this.ground = ground;
    this.application = application;
    this.health = health;
    this.server = server;
    this.connector = (ServerConnector) server.getConnectors()[0];
  }

  static <O> RunningService start(Service<O> service, Settings settings, O options)
      throws IOException {
    SequencedMap<String, Check> checks = new LinkedHashMap<>();
    checks.put("memory", Check.memory());
    return start(service, settings, options, checks);
  }

  static <O> RunningService start(
      Service<O> service, Settings settings, O options, SequencedMap<String, Check> checks)
      throws IOException {
    Logs.identify(settings);
    Metrics metrics = new Metrics(settings);
    Ground ground = new Ground(settings, metrics.registry());
    try {
      Application application = service.start().on(ground, options);
      Limiter _ = ground.limiter();
      if (!application.routes().all().isEmpty()) {
        ground.followEnded();
      }
      Health health = new Health(settings, checks, ground.dependencies());
      RunningService running =
          new RunningService(settings, ground, application, health, server(settings));
      running.serve(service.prefix(), metrics);
      return running;
    } catch (IOException | RuntimeException e) {
      ground.close();
      throw e;
    }
  }

  private static Server server(Settings settings) {
    Server server = new Server(threads());
    ServerConnector connector = new ServerConnector(server, 1, 1, http());
    connector.setHost(settings.bind().getHostAddress());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setErrorHandler(new EarlyProblems());
    return server;
  }

  private void serve(String prefix, Metrics metrics) throws IOException {
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
    server.setHandler(
        application.front().<Handler>map(front -> new Handler.Sequence(front, door)).orElse(door));
    listen();
  }

  private static QueuedThreadPool threads() {
    // Platform threads only accept and select; each request runs on a virtual thread of its own.
    QueuedThreadPool threads = new QueuedThreadPool(8, 2);
    threads.setName("http");
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory()));
    return threads;
  }

  private static HttpConnectionFactory http() {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(16 * 1024);
    http.setResponseHeaderSize(8 * 1024);
    HttpConnectionFactory connections = new HttpConnectionFactory(http);
    // Held only while there is something to read; a quarter of it makes uploads a third slower.
    connections.setInputBufferSize(32 * 1024);
    return connections;
  }

  private void listen() throws IOException {
    try {
      server.start();
    } catch (Exception e) {
      stopServer();
      String place = settings.bind().getHostAddress() + " port " + settings.port();
      throw new IOException("cannot listen on " + place + ": " + reason(e), e);
    }
    health.ready();
    LOG.atInfo()
        .addKeyValue("version", Version.CURRENT)
        .addKeyValue("bind", settings.bind().getHostAddress())
        .addKeyValue("port", port())
        .log("ready");
  }

  private static String reason(Exception e) {
    String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
    return message == null ? e.toString() : message;
  }

  /// What this service answers besides health and metrics.
  List<Route> routes() {
    return application.routes().all();
  }

  /// The port it listens on; not the settings' one when that was 0.
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    health.draining();
    SystemdNotice.send("STOPPING=1");
    LOG.info("draining");
    awaitLastConnection();
    stopServer();
    application.close();
    ground.close();
    LOG.info("stopped");
  }

  /// Closes the listening socket and waits for the last connection. Each answer says from now on
  /// that it is the last one on its connection, so nginx never sends a request into a closing one.
  private void awaitLastConnection() {
    try {
      connector.shutdown().get(settings.drain().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      LOG.atError()
          .addKeyValue("connections", connector.getConnectedEndPoints().size())
          .log("the drain time ended before these connections did");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      LOG.error("draining failed", e);
    }
  }

  private void stopServer() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.error("stopping failed", e);
    }
  }
}
