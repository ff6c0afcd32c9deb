package org.hpcctl.services.websocketservice;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.NodeProgram;

/// The real socket.io-client in a Node process of its own.
final class NodeClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final BufferedWriter commands;
  private final BlockingQueue<JsonNode> reports = new LinkedBlockingQueue<>();

  NodeClient() throws Exception {
    process =
        NodeProgram.start(Path.of("src", "test", "node"), Path.of("target", "node"), "client.mjs");
    commands = process.outputWriter();
    Thread.ofVirtual()
        .start(
            () -> {
              try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  reports.add(JSON.readTree(line));
                }
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /// @param transports comma-separated, as the client tries them
  static NodeClient connecting(int port, String namespace, String transports, String token)
      throws Exception {
    NodeClient client = new NodeClient();
    ObjectNode options = Json.object();
    options.putObject("auth").put("token", token);
    Stream.of(transports.split(",")).forEach(options.putArray("transports")::add);
    client.connect("http://127.0.0.1:" + port + namespace, options);
    return client;
  }

  void connect(String url, ObjectNode options) throws IOException {
    ObjectNode command = command("connect").put("url", url);
    command.set("options", options);
    send(command);
  }

  void run(String command) throws IOException {
    send(command(command));
  }

  void emit(String name, ObjectNode data) throws IOException {
    ObjectNode command = command("emit").put("name", name);
    command.set("data", data);
    send(command);
  }

  /// Sends an event and waits for its acknowledgement.
  JsonNode ask(String name, ObjectNode data) throws Exception {
    ObjectNode command = command("ask").put("name", name);
    command.set("data", data);
    send(command);
    return expect("answer").path("answer");
  }

  void askMany(String name, int count) throws IOException {
    send(command("askMany").put("name", name).put("count", count));
  }

  private static ObjectNode command(String run) {
    return Json.object().put("run", run);
  }

  private void send(ObjectNode command) throws IOException {
    commands.write(Json.text(command));
    commands.newLine();
    commands.flush();
  }

  void expectInAnyOrder(Set<String> kinds) throws InterruptedException {
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
  JsonNode expect(String on) throws InterruptedException {
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

  /// The next event, as `NAME DATA`.
  String event() throws InterruptedException {
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
