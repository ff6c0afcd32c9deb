package org.hpcctl.acme;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.security.cert.X509Certificate;
import org.hpcctl.secret.Pem;
import org.hpcctl.testkit.PassingAuthority;

/// A CA for what Pebble lacks: renewal windows, profiles, `Retry-After`, rate limits, plain 503. It
/// believes everybody and has seen every proof; how well we prove, Pebble judges.
final class FakeAuthority implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpsServer server;
  private final PassingAuthority signer = new PassingAuthority("Fake Root", Duration.ofDays(6));
  private final Map<String, Deque<Reply>> instead = new ConcurrentHashMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final List<JsonNode> orders = Collections.synchronizedList(new ArrayList<>());
  private final AtomicLong nonces = new AtomicLong();
  private final Path folder;
  private volatile Optional<X509Certificate> issued = Optional.empty();

  /// An answer as it goes over the line.
  record Reply(int status, String type, String body, Map<String, String> headers, boolean nonce) {
    static Reply json(int status, String body) {
      return new Reply(status, "application/json", body, Map.of(), true);
    }

    /// An error in ACME's words.
    static Reply problem(int status, String type, String detail) {
      return new Reply(
          status,
          "application/problem+json",
          "{\"type\": \"urn:ietf:params:acme:error:%s\", \"detail\": \"%s\"}"
              .formatted(type, detail),
          Map.of(),
          true);
    }

    /// An error in nobody's words.
    static Reply plain(int status) {
      return new Reply(status, "text/html", "<h1>no</h1>", Map.of(), false);
    }

    Reply with(String header, String value) {
      Map<String, String> more = new TreeMap<>(headers);
      more.put(header, value);
      return new Reply(status, type, body, more, nonce);
    }

    Reply withoutNonce() {
      return new Reply(status, type, body, headers, false);
    }
  }

  FakeAuthority(Path folder) throws Exception {
    this.folder = folder;
    Files.writeString(folder.resolve("root.pem"), Pem.of(List.of(signer.root())));
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(signer.server()));
    server.createContext("/", this::answer);
    server.start();
  }

  Authority authority() {
    return new Authority(
        "fake", at("/directory"), Optional.of(folder.resolve("root.pem")), Optional.empty());
  }

  /// The next answers at a path, before it answers as it should.
  FakeAuthority instead(String path, Reply... replies) {
    instead.computeIfAbsent(path, _ -> new ConcurrentLinkedDeque<>()).addAll(List.of(replies));
    return this;
  }

  /// How often a path was asked for.
  long asked(String path) {
    return requests.stream().filter(path::equals).count();
  }

  /// What was ordered.
  List<JsonNode> orders() {
    return orders;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      requests.add(path);
      JsonNode sent = payload(exchange.getRequestBody().readAllBytes());
      Reply usual;
      try {
        usual = usual(path, sent);
      } catch (Exception e) {
        usual = Reply.problem(500, "serverInternal", e.toString());
      }
      Reply scripted = instead.getOrDefault(path, new ArrayDeque<>()).poll();
      send(exchange, scripted == null ? usual : scripted);
    }
  }

  private Reply usual(String path, JsonNode sent) throws Exception {
    if (path.startsWith("/renewal/")) {
      return Reply.json(
              200,
              """
              {"suggestedWindow": {"start": "2031-06-01T00:00:00Z", "end": "2031-06-02T00:00:00Z"},
               "explanationURL": "https://ca.example.com/why"}
              """)
          .with("Retry-After", "21600");
    }
    return switch (path) {
      case "/directory" ->
          Reply.json(
              200,
              """
              {"newNonce": "%1$s/nonce", "newAccount": "%1$s/account", "newOrder": "%1$s/orders",
               "revokeCert": "%1$s/revoke", "keyChange": "%1$s/key", "renewalInfo": "%1$s/renewal",
               "meta": {"profiles": {"classic": "c", "shortlived": "s"}}}
              """
                  .formatted(at("")));
      case "/nonce" -> Reply.json(200, "");
      case "/account" ->
          Reply.json(201, "{\"status\": \"valid\"}").with("Location", at("/account/1").toString());
      case "/orders" -> {
        orders.add(sent);
        issued = Optional.empty();
        yield order("ready", 201).with("Location", at("/order").toString());
      }
      case "/order" -> order(issued.isEmpty() ? "ready" : "valid", 200);
      case "/finalize" -> {
        issued =
            Optional.of(
                signer.issue(
                    Base64.getUrlDecoder().decode(sent.get("csr").textValue()),
                    "portal.example.com"));
        yield order("processing", 200);
      }
      case "/authorization" ->
          Reply.json(
              200,
              """
              {"status": "valid", "challenges": [],
               "identifier": {"type": "dns", "value": "portal.example.com"}}
              """);
      case "/certificate" ->
          new Reply(
              200,
              "application/pem-certificate-chain",
              Pem.of(List.of(issued.orElseThrow())),
              Map.of(),
              true);
      default -> Reply.problem(404, "malformed", "nothing at " + path);
    };
  }

  /// As the order stands in `state`.
  Reply order(String state, int status) {
    return Reply.json(
        status,
        """
        {"status": "%2$s", "identifiers": [{"type": "dns", "value": "portal.example.com"}],
         "authorizations": ["%1$s/authorization"], "finalize": "%1$s/finalize",
         "certificate": "%1$s/certificate"}
        """
            .formatted(at(""), state));
  }

  private void send(HttpExchange exchange, Reply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    if (reply.nonce()) {
      exchange.getResponseHeaders().set("Replay-Nonce", "nonce" + nonces.incrementAndGet());
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(reply.status(), -1);
      return;
    }
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  private static JsonNode payload(byte[] body) throws IOException {
    String encoded = body.length == 0 ? "" : JSON.readTree(body).get("payload").textValue();
    return JSON.readTree(
        encoded.isEmpty()
            ? "{}".getBytes(StandardCharsets.US_ASCII)
            : Base64.getUrlDecoder().decode(encoded));
  }

  private URI at(String path) {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort() + path);
  }
}
