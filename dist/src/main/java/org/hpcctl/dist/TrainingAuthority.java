package org.hpcctl.dist;

import module java.base;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.security.cert.X509Certificate;
import org.hpcctl.secret.Pem;
import org.hpcctl.testkit.PassingAuthority;

/// A CA on 127.0.0.1 for as long as it is open, to learn an order from (RFC 8555). It believes
/// whatever it is told.
final class TrainingAuthority implements AutoCloseable {
  private static final Pattern REQUEST = Pattern.compile("\"csr\"\\s*:\\s*\"([^\"]+)\"");
  private static final Pattern PAYLOAD = Pattern.compile("\"payload\"\\s*:\\s*\"([^\"]*)\"");

  private final HttpsServer server;
  private final PassingAuthority signer = new PassingAuthority("training", Duration.ofDays(90));
  private final String name;
  private final AtomicLong nonces = new AtomicLong();
  private volatile boolean proved;
  private volatile Optional<X509Certificate> issued = Optional.empty();

  /// @param name the only one that it gives certificates for
  TrainingAuthority(String name) throws IOException, GeneralSecurityException {
    this.name = name;
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(signer.server()));
    server.createContext("/", this::answer);
    server.start();
  }

  String directory() {
    return at("/directory");
  }

  /// Whom to trust, in PEM.
  String roots() {
    return Pem.of(List.of(signer.root()));
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String sent = payload(exchange.getRequestBody().readAllBytes());
      exchange.getResponseHeaders().set("Replay-Nonce", "nonce" + nonces.incrementAndGet());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      if (exchange.getRequestMethod().equals("HEAD")) {
        exchange.sendResponseHeaders(200, -1);
        return;
      }
      boolean made = path.equals("/account") || path.equals("/orders");
      if (made) {
        exchange.getResponseHeaders().set("Location", at(path + "/1"));
      }
      if (path.equals("/certificate")) {
        exchange.getResponseHeaders().set("Content-Type", "application/pem-certificate-chain");
      }
      byte[] body = answer(path, sent).getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(made ? 201 : 200, body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private String answer(String path, String sent) throws IOException, GeneralSecurityException {
    return switch (path) {
      case "/directory" ->
          """
          {"newNonce": "%1$s/nonce", "newAccount": "%1$s/account", "newOrder": "%1$s/orders",
           "revokeCert": "%1$s/revoke", "keyChange": "%1$s/key", "meta": {}}
          """
              .formatted(at(""));
      case "/account", "/account/1" ->
          "{\"status\": \"valid\", \"contact\": [\"mailto:admin@%s\"]}".formatted(name);
      case "/challenge" -> {
        proved = true;
        yield challenge("processing");
      }
      case "/authorization" ->
          """
          {"status": "%s", "identifier": {"type": "dns", "value": "%s"}, "challenges": [%s]}
          """
              .formatted(
                  proved ? "valid" : "pending", name, challenge(proved ? "valid" : "pending"));
      case "/finalize" -> {
        Matcher request = REQUEST.matcher(sent);
        if (request.find()) {
          issued = Optional.of(signer.issue(Base64.getUrlDecoder().decode(request.group(1)), name));
        }
        yield order();
      }
      case "/orders" -> {
        proved = false;
        issued = Optional.empty();
        yield order();
      }
      case "/certificate" -> Pem.of(List.of(issued.orElseThrow(), signer.root()));
      default -> order();
    };
  }

  private String order() {
    return """
    {"status": "%2$s", "identifiers": [{"type": "dns", "value": "%3$s"}],
     "authorizations": ["%1$s/authorization"], "finalize": "%1$s/finalize",
     "certificate": "%1$s/certificate"}
    """
        .formatted(at(""), issued.isPresent() ? "valid" : proved ? "ready" : "pending", name);
  }

  private String challenge(String status) {
    return """
    {"type": "http-01", "url": "%s", "status": "%s", "token": "for-the-training-run-only"}
    """
        .formatted(at("/challenge"), status);
  }

  private static String payload(byte[] body) {
    Matcher payload = PAYLOAD.matcher(new String(body, StandardCharsets.UTF_8));
    return payload.find()
        ? new String(Base64.getUrlDecoder().decode(payload.group(1)), StandardCharsets.UTF_8)
        : "";
  }

  private String at(String path) {
    return "https://127.0.0.1:" + server.getAddress().getPort() + path;
  }
}
