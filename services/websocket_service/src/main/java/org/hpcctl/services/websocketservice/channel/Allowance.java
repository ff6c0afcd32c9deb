package org.hpcctl.services.websocketservice.channel;

/// How much a client may still send: a bucket that fills with time. Used by one thread at a time.
public final class Allowance {
  private static final int SECONDS_AT_ONCE = 2;

  private final double perNanosecond;
  private final double most;
  private double left;
  private long last = System.nanoTime();

  public Allowance(int messagesPerSecond) {
    perNanosecond = messagesPerSecond / 1e9;
    most = (double) messagesPerSecond * SECONDS_AT_ONCE;
    left = most;
  }

  public boolean take() {
    long now = System.nanoTime();
    left = Math.min(most, left + (now - last) * perNanosecond);
    last = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}
