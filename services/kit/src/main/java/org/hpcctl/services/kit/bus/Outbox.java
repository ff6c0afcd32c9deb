package org.hpcctl.services.kit.bus;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisUnavailable;

/// Events on their way to Redis, in order, sent by one thread of its own: nobody who publishes
/// waits for Redis.
final class Outbox implements AutoCloseable {
  private static final int MOST = 1_000;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Redis redis;
  private final ArrayDeque<Event> waiting = new ArrayDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread thread;
  private long published;
  private long dropped;
  private boolean closed;

  Outbox(Redis redis) {
    this.redis = redis;
    thread = Thread.ofVirtual().name("bus-outbox").start(this::run);
  }

  void add(Event event) {
    lock.lock();
    try {
      if (closed) {
        dropped++;
        return;
      }
      if (waiting.size() == MOST) {
        waiting.removeFirst();
        dropped++;
      }
      waiting.addLast(event);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  BusLoad load() {
    lock.lock();
    try {
      return new BusLoad(published, waiting.size(), dropped);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      long left = LAST_WORDS.toNanos();
      while (!waiting.isEmpty() && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      dropped += waiting.size();
      waiting.clear();
      closed = true;
      changed.signalAll();
      lock.unlock();
    }
    Threads.join(thread);
  }

  private void run() {
    for (Optional<Event> next = next(); next.isPresent(); next = next()) {
      Event event = next.get();
      try {
        redis.append(
            RedisBus.stream(event.topic()), Map.of(RedisBus.FIELD, event.json()), Bus.KEPT);
        sent(event);
      } catch (RedisUnavailable _) {
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  private Optional<Event> next() {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      return Optional.ofNullable(waiting.peekFirst());
    } finally {
      lock.unlock();
    }
  }

  private void sent(Event event) {
    lock.lock();
    try {
      published++;
      // It may have been dropped while it was on its way.
      if (waiting.peekFirst() == event) {
        waiting.removeFirst();
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
