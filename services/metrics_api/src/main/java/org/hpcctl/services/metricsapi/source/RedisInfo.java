package org.hpcctl.services.metricsapi.source;

import module java.base;

import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisUnavailable;
import org.hpcctl.services.kit.redis.Script;
import org.hpcctl.services.metricsapi.gather.Family;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;

/// A closed list of Redis' INFO, of the server that answers our own calls: the primary, or of a
/// cluster the one node that has our key.
public record RedisInfo(Redis redis) implements Source {
  private static final Script INFO = new Script("return redis.call('INFO')");
  private static final List<String> KEY = List.of("hpcctl:metrics:info");
  private static final Map<String, Family> LINES =
      Map.of(
          "connected_clients", Family.REDIS_CLIENTS,
          "used_memory", Family.REDIS_MEMORY,
          "total_commands_processed", Family.REDIS_COMMANDS,
          "evicted_keys", Family.REDIS_EVICTED,
          "expired_keys", Family.REDIS_EXPIRED,
          "keyspace_hits", Family.REDIS_HITS,
          "keyspace_misses", Family.REDIS_MISSES,
          "connected_slaves", Family.REDIS_REPLICAS,
          "uptime_in_seconds", Family.REDIS_UPTIME);

  @Override
  public String name() {
    return "redis";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(15);
  }

  @Override
  public List<Figure> look() throws IOException {
    try {
      Object answer = redis.eval(INFO, KEY, List.of()).orElse("");
      List<Figure> figures = new ArrayList<>();
      answer
          .toString()
          .lines()
          .map(line -> line.split(":", 2))
          .filter(parts -> parts.length == 2 && LINES.containsKey(parts[0]))
          .forEach(
              parts ->
                  Words.decimal(parts[1])
                      .ifPresent(
                          value ->
                              figures.add(
                                  Figure.of(Objects.requireNonNull(LINES.get(parts[0])), value))));
      return figures;
    } catch (RedisUnavailable e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
