package org.hpcctl.services.websocketservice;

import module java.base;

/// A TCP port before the heads, as the virtual IP is: it leads to one head until that one is cut
/// off, then to another.
final class Detour implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  Detour(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return door.getLocalPort();
  }

  /// Cuts what is open and leads what comes to `next`.
  void lead(int next) {
    target = next;
    open.forEach(Detour::shut);
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket head = new Socket("127.0.0.1", target);
        open.add(client);
        open.add(head);
        Thread.ofVirtual().start(() -> carry(client, head));
        Thread.ofVirtual().start(() -> carry(head, client));
      } catch (IOException _) {
        // The door was closed, or the head is down: the client tries again.
      }
    }
  }

  private void carry(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Cut.
    } finally {
      open.remove(from);
    }
  }

  private static void shut(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    open.forEach(Detour::shut);
  }
}
