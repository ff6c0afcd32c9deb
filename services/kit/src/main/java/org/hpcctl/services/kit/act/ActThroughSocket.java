package org.hpcctl.services.kit.act;

import module java.base;

/// Speaks with the helper of this host: one connection an order.
final class ActThroughSocket implements ActAsUser {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Path socket;
  private final Semaphore free;

  ActThroughSocket(Path socket, int most) {
    this.socket = socket;
    this.free = new Semaphore(most);
  }

  @Override
  public Acting begin(Order order) throws IOException {
    await();
    try {
      SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
      AtomicBoolean open = new AtomicBoolean(true);
      Acting acting =
          new Acting(
              Channels.newInputStream(channel),
              Channels.newOutputStream(channel),
              () -> {
                if (open.compareAndSet(true, false)) {
                  free.release();
                  channel.close();
                }
              });
      try {
        acting.header(order);
      } catch (IOException e) {
        acting.close();
        throw new ActUnavailable("the helper hung up: " + e.getMessage(), e);
      }
      return acting;
    } catch (ActUnavailable e) {
      throw e;
    } catch (IOException e) {
      free.release();
      throw new ActUnavailable("the helper cannot be reached: " + e.getMessage(), e);
    }
  }

  private void await() throws IOException {
    try {
      if (!free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ActUnavailable("too many orders are under way");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ActUnavailable("interrupted while waiting for the helper", e);
    }
  }
}
