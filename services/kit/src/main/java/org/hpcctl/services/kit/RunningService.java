package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A service that listens. Closing it refuses new work, lets running requests finish within the
/// settings' drain time and then lets go of the port.
public final class RunningService implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("service");

  /// A request is one connection at a time, so this bounds the virtual threads and their memory.
  private static final int MAX_CONNECTIONS = 512;

  /// Longer than nginx keeps an idle upstream connection (60 s): nginx must be the one to close it.
  private static final Duration IDLE = Duration.ofSeconds(75);

  private final Settings settings;
  private final Server server;
  private final ServerConnector connector;
  private final Health health;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunningService(
      Settings settings, Server server, ServerConnector connector, Health health) {
    this.settings = settings;
    this.server = server;
    this.connector = connector;
    this.health = health;
  }

  static RunningService start(Service service, Settings settings) throws IOException {
    Logs.identify(settings);
    SequencedMap<String, Check> checks = new LinkedHashMap<>();
    checks.put("memory", Check.memory());
    return start(service, settings, checks);
  }

  static RunningService start(
      Service service, Settings settings, SequencedMap<String, Check> checks) throws IOException {
    Health health = new Health(settings, checks);
    Metrics metrics = new Metrics(settings);
    Map<String, Endpoint> probes =
        Map.of(
            "/health", _ -> health.alive(),
            "/health/ready", _ -> health.readiness(),
            "/health/detailed", _ -> health.detailed(),
            "/metrics", _ -> metrics.text());
    Routes routes =
        service
            .routes()
            .apply(settings)
            .and(probes)
            .and(Map.of(service.prefix() + "/health", _ -> health.alive()));

    Server server = new Server(threads());
    ServerConnector connector = new ServerConnector(server, 1, 1, http());
    connector.setHost(settings.bind().getHostAddress());
    connector.setPort(settings.port());
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setErrorHandler(new EarlyProblems());
    server.setHandler(new Door(routes, probes.keySet(), health, metrics));
    RunningService running = new RunningService(settings, server, connector, health);
    running.listen();
    return running;
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
    return new HttpConnectionFactory(http);
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
