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
  static final Logger LOG = LoggerFactory.getLogger("service");

  /// A request is one connection at a time, so this bounds the virtual threads and their memory.
  private static final int MAX_CONNECTIONS = 512;

  /// Longer than nginx keeps an idle upstream connection (60 s): nginx must be the one to close it.
  private static final Duration IDLE = Duration.ofSeconds(75);

  /// An upload or a followed output that takes longer is cut, and goes on where it was.
  private static final Duration REPLACED_AT_MOST = Duration.ofHours(1);

  private final SequencedMap<String, Check> checks;
  private final Turnstile turnstile;
  private final Server server;
  private final ServerConnector connector;
  private final Set<Edition> replaced = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Optional<String>> refusal;
  private final AtomicBoolean closed = new AtomicBoolean();

  private RunningService(
      Edition edition,
      SequencedMap<String, Check> checks,
      AtomicReference<Optional<String>> refusal) {
    this.checks = checks;
    this.refusal = refusal;
    turnstile = new Turnstile(edition);
    server = server(edition.settings());
    server.setHandler(turnstile);
    connector = (ServerConnector) server.getConnectors()[0];
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
    AtomicReference<Optional<String>> refusal = new AtomicReference<>(Optional.empty());
    Edition edition = Edition.start(service, settings, options, checks, refusal::get);
    try {
      RunningService running = new RunningService(edition, checks, refusal);
      running.listen();
      return running;
    } catch (IOException | RuntimeException e) {
      edition.close();
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

  private static QueuedThreadPool threads() {
    // Platform threads only accept and select; each request runs on a virtual thread of its own.
    // Jetty's own queue sets up JMX, the flight recorder in it, to ask how long a cache line is: a
    // fifth of the start.
    QueuedThreadPool threads =
        new QueuedThreadPool(8, 2, 60_000, -1, new LinkedBlockingQueue<>(), null);
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
    Settings settings = turnstile.current().settings();
    try {
      server.start();
    } catch (Exception e) {
      stopServer();
      String place = settings.bind().getHostAddress() + " port " + settings.port();
      throw new IOException("cannot listen on " + place + ": " + reason(e), e);
    }
    turnstile.current().health().ready();
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

  /// Takes other settings without losing a request: the service is started anew beside the one that
  /// runs, new requests go to the new one, and the old one ends with its last request. When the new
  /// one cannot be, the old one stays, and `/health/detailed` says so until a reload succeeds.
  ///
  /// @param file where the settings lie now
  synchronized <O> void reload(Service<O> service, Supplier<Path> file) {
    if (closed.get()) {
      return;
    }
    try {
      SettingsFile.Configured<O> read =
          SettingsFile.read(file.get(), service.name(), service.options());
      turnstile.current().mayBeReplacedBy(read.settings());
      Edition next = Edition.start(service, read.settings(), read.options(), checks, refusal::get);
      next.health().ready();
      Edition before = turnstile.turn(next);
      refusal.set(Optional.empty());
      replaced.add(before);
      Thread.ofVirtual().name("replaced").start(() -> end(before));
      LOG.info("configuration reloaded");
      SystemdNotice.send("STATUS=");
    } catch (SettingsRefused e) {
      refused(e.problems());
    } catch (Exception e) {
      LOG.error("a reload failed", e);
      refused(List.of(reason(e)));
    }
  }

  private void refused(List<String> problems) {
    problems.forEach(problem -> LOG.error("configuration refused: {}", problem));
    String words =
        "refused at %s, the one before it is in use: %s"
            .formatted(Instant.now().truncatedTo(ChronoUnit.SECONDS), String.join("; ", problems));
    refusal.set(Optional.of(words));
    SystemdNotice.send("STATUS=configuration " + words);
  }

  private void end(Edition before) {
    before.release();
    if (!before.awaitUnused(REPLACED_AT_MOST)) {
      LOG.error("requests that began before a reload are cut after {}", REPLACED_AT_MOST);
    }
    try {
      turnstile.forget(before);
    } catch (Exception e) {
      LOG.error("stopping what a reload replaced failed", e);
    }
    before.close();
    replaced.remove(before);
  }

  /// What this service answers besides health and metrics.
  List<Route> routes() {
    return turnstile.current().application().routes().all();
  }

  /// The port it listens on; not the settings' one when that was 0.
  public int port() {
    return connector.getLocalPort();
  }

  @Override
  public synchronized void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    Edition edition = turnstile.current();
    edition.health().draining();
    replaced.forEach(before -> before.health().draining());
    SystemdNotice.send("STOPPING=1");
    LOG.info("draining");
    awaitLastConnection(edition.settings().drain());
    stopServer();
    replaced.forEach(Edition::close);
    edition.close();
    LOG.info("stopped");
  }

  /// Closes the listening socket and waits for the last connection. Each answer says from now on
  /// that it is the last one on its connection, so nginx never sends a request into a closing one.
  private void awaitLastConnection(Duration drain) {
    try {
      connector.shutdown().get(drain.toMillis(), TimeUnit.MILLISECONDS);
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
