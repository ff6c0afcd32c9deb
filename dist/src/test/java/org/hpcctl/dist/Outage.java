package org.hpcctl.dist;

import module java.base;

/// How long nobody answered at an address while something happened: a connection every few
/// milliseconds, each given up soon, so that TCP's own retransmission does not hide the answer.
final class Outage {
  private static final int GIVE_UP_MILLIS = 100;
  private static final int PAUSE_MILLIS = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Outage() {}

  /// @param during what may end the service; the port is tried until it answers again
  /// @return the longest time between two answers
  static Duration at(String address, int port, Callable<?> during) throws Exception {
    FutureTask<?> something = new FutureTask<>(during);
    Instant answered = Instant.now();
    Duration longest = Duration.ZERO;
    Instant begun = answered;
    Thread.ofVirtual().start(something);
    boolean answering = true;
    // Some seconds more than the change itself: a failover begins when the others notice.
    while (!(something.isDone()
        && answering
        && Duration.between(begun, Instant.now()).toSeconds() >= 5)) {
      answering = answers(address, port);
      if (answering) {
        Duration gap = Duration.between(answered, Instant.now());
        longest = gap.compareTo(longest) > 0 ? gap : longest;
        answered = Instant.now();
      } else if (Duration.between(answered, Instant.now()).compareTo(PATIENCE) > 0) {
        throw new AssertionError(address + ":" + port + " did not come back");
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    something.get();
    return longest;
  }

  private static boolean answers(String address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), GIVE_UP_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
