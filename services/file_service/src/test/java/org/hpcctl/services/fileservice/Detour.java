package org.hpcctl.services.fileservice;

import module java.base;

/// A TCP port before the heads, as the virtual IP is: it leads to one head until that one is cut
/// off, then to another. It counts what goes to them, and tells when that is enough.
final class Detour implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong carried = new AtomicLong();
  private final long enough;
  private final CountDownLatch reached = new CountDownLatch(1);
  private volatile int target;

  /// @param enough bytes
  Detour(int target, long enough) throws IOException {
    this.target = target;
    this.enough = enough;
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
        Thread.ofVirtual().start(() -> count(client, head));
        Thread.ofVirtual().start(() -> carry(head, client));
      } catch (IOException _) {
        // The door was closed, or the head is down: the client tries again.
      }
    }
  }

  /// Bytes that clients sent.
  long carried() {
    return carried.get();
  }

  void awaitEnough() throws InterruptedException {
    if (!reached.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("only " + carried + " bytes came");
    }
  }

  private void count(Socket client, Socket head) {
    try (client;
        head) {
      byte[] buffer = new byte[16 * 1024];
      InputStream in = client.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        head.getOutputStream().write(buffer, 0, read);
        if (carried.addAndGet(read) >= enough) {
          reached.countDown();
        }
      }
    } catch (IOException _) {
      // Cut.
    } finally {
      open.remove(client);
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
