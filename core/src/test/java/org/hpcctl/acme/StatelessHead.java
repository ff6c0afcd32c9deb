package org.hpcctl.acme;

import module java.base;

import com.sun.net.httpserver.HttpServer;

/// A head as the web phase makes it: it answers any token, and remembers none.
final class StatelessHead implements AutoCloseable {
  private static final String PATH = "/.well-known/acme-challenge/";

  private final HttpServer server;

  StatelessHead(String address, int port, AccountKey key) throws IOException {
    server = HttpServer.create(new InetSocketAddress(address, port), 0);
    server.createContext(
        PATH,
        exchange -> {
          try (exchange) {
            String token = exchange.getRequestURI().getPath().substring(PATH.length());
            byte[] answer = (token + "." + key.thumbprint()).getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
