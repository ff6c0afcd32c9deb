package org.hpcctl.testkit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The real socket.io-client in a Node process of its own.
public final class SocketIoClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final BufferedWriter commands;
  private final BlockingQueue<JsonNode> reports = new LinkedBlockingQueue<>();

  private SocketIoClient(Process process) {
    this.process = process;
    commands = process.outputWriter();
    Thread.ofVirtual().start(this::read);
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reports.add(JSON.readTree(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Connects as the documents say, `io(url, {auth: {token}})`.
  ///
  /// @param sources the directory of `client.mjs`
  /// @param transports comma-separated, as the client tries them
  /// @param environment of the Node process
  public static SocketIoClient connecting(
      Path sources, Map<String, String> environment, String url, String transports, String token)
      throws IOException {
    Path place = Path.of("target", "node", "socket.io-client");
    SocketIoClient client =
        new SocketIoClient(NodeProgram.start(sources, place, "client.mjs", environment));
    ObjectNode options = JSON.createObjectNode();
    options.putObject("auth").put("token", token);
    Stream.of(transports.split(",")).forEach(options.putArray("transports")::add);
    ObjectNode command = command("connect").put("url", url);
    command.set("options", options);
    client.send(command);
    return client;
  }

  public void run(String command) throws IOException {
    send(command(command));
  }

  public void emit(String name, ObjectNode data) throws IOException {
    ObjectNode command = command("emit").put("name", name);
    command.set("data", data);
    send(command);
  }

  /// Sends an event and waits for its acknowledgement.
  public JsonNode ask(String name, ObjectNode data) throws Exception {
    ObjectNode command = command("ask").put("name", name);
    command.set("data", data);
    send(command);
    return expect("answer").path("answer");
  }

  public void askMany(String name, int count) throws IOException {
    send(command("askMany").put("name", name).put("count", count));
  }

  private static ObjectNode command(String run) {
    return JSON.createObjectNode().put("run", run);
  }

  private void send(ObjectNode command) throws IOException {
    commands.write(command.toString());
    commands.newLine();
    commands.flush();
  }

  public void expectInAnyOrder(Set<String> kinds) throws InterruptedException {
    Set<String> missing = new HashSet<>(kinds);
    while (!missing.isEmpty()) {
      JsonNode next = reports.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("these did not come: " + missing);
      }
      missing.remove(next.path("on").asText());
    }
  }

  /// The next report of this kind; others in between are passed over, except events.
  public JsonNode expect(String on) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      JsonNode next = reports.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError("no " + on + " came");
      }
      if (next.path("on").asText().equals(on)) {
        return next;
      }
      if (next.path("on").asText().equals("event")) {
        throw new AssertionError("instead of " + on + " came " + next);
      }
    }
  }

  /// The next report of whatever kind, if one comes in time.
  public Optional<JsonNode> report(Duration patience) throws InterruptedException {
    return Optional.ofNullable(reports.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  /// The next event, as `NAME DATA`.
  public String event() throws InterruptedException {
    JsonNode event = expect("event");
    return event.path("name").asText() + " " + event.path("data");
  }

  @Override
  public void close() throws Exception {
    commands.close();
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
