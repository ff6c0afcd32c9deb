package org.hpcctl.services.kit;

import module java.base;
import module java.net.http;

/// A real server on a free port of 127.0.0.1 and a client that knows it.
final class ServerFixture implements AutoCloseable {
  final RunningService running;
  final HttpClient client = HttpClient.newHttpClient();

  ServerFixture(Routes routes) throws IOException {
    this(routes, new LinkedHashMap<>(), Duration.ofSeconds(10));
  }

  ServerFixture(Routes routes, SequencedMap<String, Check> checks, Duration drain)
      throws IOException {
    Settings settings =
        new Settings(
            "front_end",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            drain,
            Surroundings.ofThisMachine("front_end", Map.of()));
    running = RunningService.start(service(routes), settings, new Service.NoOptions(), checks);
  }

  static Service<Service.NoOptions> service(Routes routes) {
    return new Service<>(
        "front_end",
        "/api/front",
        0,
        _ -> new Service.NoOptions(),
        (_, _) -> Application.of(routes));
  }

  HttpResponse<String> ask(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send("POST", path, HttpRequest.BodyPublishers.ofString(body), headers);
  }

  private HttpResponse<String> send(
      String method, String path, HttpRequest.BodyPublisher body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
            .method(method, body);
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Sends bytes that no proper client would and reads until the server closes.
  String raw(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", running.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    running.close();
  }
}
