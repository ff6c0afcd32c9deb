package org.hpcctl.services.kit.bus;

import module java.base;

import org.hpcctl.services.kit.redis.Entry;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads streams in one thread and one connection, and goes on where it stopped when Redis was
/// away.
final class StreamReader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
  private static final int AT_ONCE = 500;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final Redis redis;
  private final Map<String, Optional<Position>> positions;
  private final Listener listener;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final Position beginning = new Position(System.currentTimeMillis(), 0);
  private final Thread thread;
  private boolean late;
  private volatile boolean closed;

  StreamReader(Redis redis, Map<String, Optional<Position>> positions, Listener listener) {
    this.redis = redis;
    this.positions = new TreeMap<>(positions);
    this.listener = listener;
    thread = Thread.ofVirtual().name("bus-reader").start(this::run);
    awaitBegin();
  }

  /// It ends with its read, within a second.
  void end() {
    closed = true;
  }

  @Override
  public void close() {
    end();
    Threads.join(thread);
  }

  // What is published after subscribing is to be told. A Redis that is away says so within a second
  // and knows nothing to miss.
  private void awaitBegin() {
    try {
      boolean _ = begun.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean sure = false;
    while (!closed) {
      try {
        if (!sure) {
          positions.replaceAll(this::begin);
          sure = true;
        }
        begun.countDown();
        read();
      } catch (RedisUnavailable _) {
        sure = false;
        late = true;
        begun.countDown();
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      } catch (RuntimeException e) {
        LOG.error("the bus cannot be read", e);
        LockSupport.parkNanos(WAIT.toNanos());
      }
    }
  }

  // A stream that ends before what we have seen is another one: Redis lost it, or a replica that
  // was behind took over. The listener knows which of its events it has been told. Who subscribed
  // while Redis did not answer begins there by the clock.
  private Optional<Position> begin(String stream, Optional<Position> seen) {
    Position newest =
        redis.newest(stream).map(entry -> Position.of(entry.id())).orElse(Position.START);
    return Optional.of(
        seen.map(it -> it.compareTo(newest) > 0 ? Position.START : it)
            .orElse(late && newest.compareTo(beginning) > 0 ? beginning : newest));
  }

  private void read() {
    Map<String, String> after = new TreeMap<>();
    positions.forEach(
        (stream, position) -> after.put(stream, position.orElse(Position.START).toString()));
    for (Entry entry : redis.read(after, AT_ONCE, WAIT)) {
      if (closed) {
        return;
      }
      RedisBus.delivery(entry).ifPresent(listener::tell);
      positions.put(entry.stream(), Optional.of(Position.of(entry.id())));
    }
  }
}
