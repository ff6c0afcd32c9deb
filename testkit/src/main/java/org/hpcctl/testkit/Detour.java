package org.hpcctl.testkit;

import module java.base;

/// A TCP port before the heads, as the virtual IP is: it leads to one head until that one is cut
/// off, then to another. It counts what clients send.
public final class Detour implements AutoCloseable {
  private final ServerSocket door = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
  private final Object lock = new Object();
  private final Set<Socket> open = new HashSet<>();
  private int target;
  private long carried;

  /// @param target a port of 127.0.0.1
  public Detour(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return door.getLocalPort();
  }

  /// Cuts what is open and leads what comes to `next`. Once it has returned nothing of the old head
  /// reaches a client.
  public void lead(int next) {
    synchronized (lock) {
      target = next;
      cut();
    }
  }

  /// Bytes that clients sent.
  public long carried() {
    synchronized (lock) {
      return carried;
    }
  }

  /// Returns once clients have sent so many bytes.
  public void awaitCarried(long bytes) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    synchronized (lock) {
      while (carried < bytes) {
        long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
        if (left <= 0) {
          throw new AssertionError("only " + carried + " bytes came");
        }
        lock.wait(left);
      }
    }
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        lead(door.accept());
      } catch (IOException _) {
        // The door was closed, or the head is down: the client tries again.
      }
    }
  }

  // Under the lock, so that no connection to the old head escapes the cut.
  private void lead(Socket client) throws IOException {
    synchronized (lock) {
      Socket head;
      try {
        head = new Socket("127.0.0.1", target);
      } catch (IOException e) {
        client.close();
        throw e;
      }
      open.add(client);
      open.add(head);
      Thread.ofVirtual().start(() -> carry(client, head, true));
      Thread.ofVirtual().start(() -> carry(head, client, false));
    }
  }

  private void carry(Socket from, Socket to, boolean counted) {
    try (from;
        to) {
      byte[] buffer = new byte[16 * 1024];
      InputStream in = from.getInputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        to.getOutputStream().write(buffer, 0, read);
        if (counted) {
          count(read);
        }
      }
    } catch (IOException _) {
      // Cut.
    } finally {
      synchronized (lock) {
        open.remove(from);
      }
    }
  }

  private void count(int bytes) {
    synchronized (lock) {
      carried += bytes;
      lock.notifyAll();
    }
  }

  private void cut() {
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
    synchronized (lock) {
      cut();
    }
  }
}
