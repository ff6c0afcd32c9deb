package org.hpcctl.services.kit.redis;

import module java.base;

/// Remembers that Redis is away, so that only who finds out waits for it; one thread asks until it
/// is back.
final class Circuit {
  private static final Duration BETWEEN_PROBES = Duration.ofMillis(100);

  private final Consumer<String> probe;
  private final BooleanSupplier ended;
  private final AtomicReference<Optional<RedisUnavailable>> open =
      new AtomicReference<>(Optional.empty());

  /// @param probe asks about a key; throws while there is no answer
  /// @param ended nobody wants to know any more
  Circuit(Consumer<String> probe, BooleanSupplier ended) {
    this.probe = probe;
    this.ended = ended;
  }

  void check() {
    open.get()
        .ifPresent(
            known -> {
              throw new RedisUnavailable(Objects.requireNonNull(known.getMessage()));
            });
  }

  /// @param key the one that got no answer
  void trip(String key, RedisUnavailable why) {
    if (open.getAndSet(Optional.of(why)).isEmpty()) {
      Thread.ofVirtual().name("redis-probe").start(() -> untilBack(key));
    }
  }

  private void untilBack(String key) {
    while (!ended.getAsBoolean()) {
      try {
        probe.accept(key);
        open.set(Optional.empty());
        return;
      } catch (RuntimeException _) {
        LockSupport.parkNanos(BETWEEN_PROBES.toNanos());
      }
    }
  }
}
