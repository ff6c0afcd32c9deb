package org.hpcctl.host;

import module java.base;

/// A port of 127.0.0.1 that leads to another one, and can be shut while somebody is passing.
final class Door implements AutoCloseable {
  private final ServerSocket server;
  private final int behind;
  private final int refusals;
  private final Queue<Socket> passing = new ConcurrentLinkedQueue<>();
  final AtomicInteger knocks = new AtomicInteger();

  /// @param refusals how many are turned away before the first may pass
  Door(int behind, int refusals) throws IOException {
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.behind = behind;
    this.refusals = refusals;
    Fleet.beside("door", this::open);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Cuts the connections of all who are passing.
  void shut() throws IOException {
    for (Socket socket : passing) {
      socket.close();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    shut();
  }

  private Integer open() throws IOException {
    while (true) {
      Socket outside = server.accept();
      if (knocks.incrementAndGet() <= refusals) {
        outside.close();
        continue;
      }
      Socket inside = new Socket(InetAddress.getLoopbackAddress(), behind);
      passing.addAll(List.of(outside, inside));
      Fleet.beside("in", () -> outside.getInputStream().transferTo(inside.getOutputStream()));
      Fleet.beside("out", () -> inside.getInputStream().transferTo(outside.getOutputStream()));
    }
  }
}
