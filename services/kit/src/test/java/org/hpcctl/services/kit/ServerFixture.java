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
            "front_end", "my_cluster", "server1", InetAddress.ofLiteral("127.0.0.1"), 0, drain);
    Service service = new Service("front_end", "/api/front", _ -> routes);
    running = RunningService.start(service, settings, checks);
  }

  HttpResponse<String> ask(String path, String... headers) throws Exception {
    return send("GET", path, headers);
  }

  HttpResponse<String> send(String method, String path, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
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
