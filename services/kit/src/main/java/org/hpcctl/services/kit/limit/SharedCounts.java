package org.hpcctl.services.kit.limit;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.Script;

/// The counts of all heads, in Redis and by Redis's clock: one list of times for each caller, which
/// ends with its window.
final class SharedCounts {
  // The same steps as Ring's. A clock that went back after a failover would lock callers out.
  private static final Script TAKE =
      new Script(
          """
          local key = KEYS[1]
          local requests, window, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
          local time = redis.call('TIME')
          local now = time[1] * 1000 + math.floor(time[2] / 1000)
          local first = tonumber(redis.call('LINDEX', key, 0))
          while first and (first <= now - window or first > now + 1000) do
            redis.call('LPOP', key)
            first = tonumber(redis.call('LINDEX', key, 0))
          end
          local size = redis.call('LLEN', key)
          local wait = 0
          if size >= requests then
            wait = redis.call('LINDEX', key, -requests) + window - now
          elseif burst > 0 and size >= burst then
            wait = math.max(0, redis.call('LINDEX', key, -burst) + 1000 - now)
          end
          local allowed = 0
          if wait == 0 then
            redis.call('RPUSH', key, now)
            redis.call('PEXPIRE', key, window)
            size = size + 1
            allowed = 1
          end
          local reset = 0
          if size > 0 then reset = redis.call('LINDEX', key, -1) + window - now end
          return {allowed, math.max(0, requests - size), reset, wait}
          """);

  private final Redis redis;

  SharedCounts(Redis redis) {
    this.redis = redis;
  }

  Ring.Count take(Limit limit, String key) {
    List<String> arguments =
        List.of(
            Integer.toString(limit.requests()),
            Long.toString(limit.window().toMillis()),
            Integer.toString(limit.burst().orElse(0)));
    Object answer = redis.eval(TAKE, List.of("limit:" + key), arguments).orElseThrow();
    long[] numbers = ((List<?>) answer).stream().mapToLong(it -> (Long) it).toArray();
    return new Ring.Count(numbers[0] == 1, (int) numbers[1], numbers[2], numbers[3]);
  }
}
