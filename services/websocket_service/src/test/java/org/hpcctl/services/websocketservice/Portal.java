package org.hpcctl.services.websocketservice;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.reflect.RecordComponent;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.bus.Event;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.identity.Unproven;
import org.hpcctl.services.websocketservice.channel.Bounds;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.services.websocketservice.visitor.Authenticator;

/// Heads on one bus: each with a real server on a free port. A token is the user's name; those of
/// `boss` may do everything.
final class Portal implements AutoCloseable {
  static final Bounds BOUNDS = Bounds.USUAL;

  private final List<Bus> buses;
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();
  private final Set<String> ended = ConcurrentHashMap.newKeySet();
  private final List<Head> heads = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  Portal(int heads, Bounds bounds) throws Exception {
    this(bounds, Collections.nCopies(heads, Bus.inMemory()));
  }

  /// @param buses one for each head; the first is also what the test speaks into
  Portal(Bounds bounds, List<Bus> buses) throws Exception {
    this.buses = buses;
    for (Bus bus : buses) {
      heads.add(new Head(bounds, bus));
    }
  }

  /// The usual bounds with some of them so small that a test reaches them: name, value, name,
  /// value.
  static Bounds changed(Object... changes) throws ReflectiveOperationException {
    RecordComponent[] components = Bounds.class.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      int change = List.of(changes).indexOf(components[i].getName());
      values[i] = change < 0 ? components[i].getAccessor().invoke(BOUNDS) : changes[change + 1];
    }
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
    return Bounds.class.getDeclaredConstructor(types).newInstance(values);
  }

  /// One process.
  final class Head {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Server server;
    private final Sockets sockets;

    Head(Bounds bounds, Bus bus) throws Exception {
      QueuedThreadPool threads = new QueuedThreadPool(8, 2);
      threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server = new Server(threads);
      ServerConnector connector = new ServerConnector(server, 1, 1);
      connector.setHost("127.0.0.1");
      server.addConnector(connector);
      sockets = new Sockets(bounds, registry, new Tokens(), bus);
      server.setHandler(new Handler.Sequence(sockets));
      server.start();
    }

    int port() {
      return ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    }

    Sockets sockets() {
      return sockets;
    }

    void stop() throws Exception {
      server.stop();
    }

    String metrics() throws IOException {
      ByteArrayOutputStream text = new ByteArrayOutputStream();
      PrometheusTextFormatWriter.create().write(text, registry.scrape());
      return text.toString(StandardCharsets.UTF_8);
    }

    HttpResponse<String> get(String path, String... headers) throws Exception {
      return send(HttpRequest.newBuilder(), path, headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) throws Exception {
      return send(
          HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(body)), path, headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String path, String... headers)
        throws Exception {
      request.uri(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(120));
      if (headers.length > 0) {
        request.headers(headers);
      }
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  Head head(int number) {
    return heads.get(number);
  }

  private final class Tokens implements Authenticator {
    @Override
    public Caller caller(String token) throws Unproven {
      return Portal.this.caller(token);
    }

    @Override
    public void end(String session, Instant until) {
      ended.add(session);
    }
  }

  private Caller caller(String token) throws Unproven {
    if (token.equals("broken")) {
      throw new IllegalStateException("auth_service does not answer");
    }
    if (ended.contains("session-" + token)) {
      throw new Unproven("The session was ended.");
    }
    if (!Set.of("alice", "bob", "boss", "sender", "guest").contains(token)) {
      throw new Unproven("This is not a token.");
    }
    Set<String> permissions =
        switch (token) {
          case "boss" -> Set.of(Caller.EVERYTHING);
          case "sender" -> Set.of("broadcast");
          case "guest" -> Set.of("monitoring");
          default -> Set.of("jobs", "files", "monitoring");
        };
    return new Caller(
        1,
        token,
        "user",
        permissions,
        Set.of(),
        Optional.empty(),
        "session-" + token,
        Optional.empty(),
        ends.getOrDefault(token, Instant.now().plusSeconds(600)));
  }

  void expires(String token, Duration after) {
    ends.put(token, Instant.now().plus(after));
  }

  void publish(String name, Channel channel, Optional<String> user, ObjectNode data) {
    buses.getFirst().publish(Event.now(channel.label(), name, data, user));
  }

  void logout(String user) {
    Instant until = Instant.now().plusSeconds(600);
    buses.getFirst().publish(EndedSessions.event("session-" + user, until));
  }

  void job(String user, int id, String word) {
    publish("job:" + word, Channel.JOBS, Optional.of(user), Json.object().put("jobId", id));
  }

  @Override
  public void close() throws Exception {
    client.shutdownNow();
    for (Head head : heads) {
      head.stop();
    }
    Set.copyOf(buses).forEach(Bus::close);
  }
}
