package org.hpcctl.services.kit.redis;

import module java.base;

import org.jspecify.annotations.Nullable;
import redis.clients.jedis.JedisPooled;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;
import redis.clients.jedis.resps.StreamEntry;
import redis.clients.jedis.util.JedisClusterCRC16;

/// The few words of Redis that services use, on ten connections.
///
/// Every method throws [RedisUnavailable] when there is no answer. Who finds out first waits half a
/// second at most; from then until Redis is back everybody is told at once. A failover needs
/// nothing from the caller but to ask again later.
///
/// What may be done twice without harm is asked once more when its connection turns out to be dead;
/// [#eval], [#append] and [#setIfAbsent] are not: they may have been done.
public final class Redis implements AutoCloseable {
  private static final int WAITING = 64;
  private static final Duration FIRST_ANSWER = Duration.ofSeconds(3);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(200);
  // Nodes of a cluster own runs of slots: one that is away must not darken the others, except where
  // a part has slots of both.
  private static final int PARTS = 16;
  private static final int SLOTS_OF_A_PART = 16384 / PARTS;

  private static final String ALIVE = "hpcctl:alive";

  private final RedisSettings settings;
  private final List<Circuit> circuits;
  private final Semaphore places = new Semaphore(Clients.CONNECTIONS + WAITING);
  private final AtomicReference<@Nullable UnifiedJedis> client = new AtomicReference<>();
  private volatile String reason = "";
  private volatile boolean closed;

  private Redis(RedisSettings settings) {
    this.settings = settings;
    int parts = settings.topology() instanceof RedisSettings.Cluster ? PARTS : 1;
    circuits = Stream.generate(() -> new Circuit(this::probe, () -> closed)).limit(parts).toList();
  }

  /// Comes back within three seconds whether Redis is there or not, and goes on trying.
  public static Redis open(RedisSettings settings) {
    Redis redis = new Redis(settings);
    CountDownLatch tried = new CountDownLatch(1);
    Thread.ofVirtual().name("redis-connect").start(() -> redis.connect(tried));
    try {
      boolean _ = tried.await(FIRST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return redis;
  }

  public Optional<String> get(String key) {
    return ask(key, true, jedis -> Optional.ofNullable(jedis.get(key)));
  }

  public void set(String key, String value, Duration life) {
    String _ = ask(key, true, jedis -> jedis.set(key, value, lasting(life)));
  }

  /// False when the key is there already.
  public boolean setIfAbsent(String key, String value, Duration life) {
    return ask(key, false, jedis -> jedis.set(key, value, lasting(life).nx()) != null);
  }

  /// False when it was not there.
  public boolean delete(String key) {
    return ask(key, false, jedis -> jedis.del(key) == 1);
  }

  /// Lets what is there live from now; false when it is not there.
  public boolean prolong(String key, Duration life) {
    return ask(key, true, jedis -> jedis.pexpire(key, life.toMillis()) == 1);
  }

  /// Adds to a set, which then lives as long as said.
  public void add(String key, String member, Duration life) {
    boolean _ =
        ask(key, true, jedis -> jedis.sadd(key, member) + jedis.pexpire(key, life.toMillis()) > 0);
  }

  public void remove(String key, String member) {
    long _ = ask(key, true, jedis -> jedis.srem(key, member));
  }

  public Set<String> members(String key) {
    return ask(key, true, jedis -> Set.copyOf(jedis.smembers(key)));
  }

  /// Runs a script; the answer is what Jedis makes of it: `Long`, `String`, `List` or absent.
  public Optional<Object> eval(Script script, List<String> keys, List<String> arguments) {
    return ask(
        keys.getFirst(),
        false,
        jedis -> {
          try {
            return Optional.ofNullable(jedis.evalsha(script.digest(), keys, arguments));
          } catch (JedisNoScriptException _) {
            return Optional.ofNullable(jedis.eval(script.text(), keys, arguments));
          }
        });
  }

  /// Appends to a stream and returns the entry's id.
  ///
  /// @param most how many entries stay, about
  public String append(String stream, Map<String, String> fields, long most) {
    XAddParams parameters = XAddParams.xAddParams().maxLen(most).approximateTrimming();
    return ask(stream, false, jedis -> jedis.xadd(stream, parameters, fields).toString());
  }

  /// What came to the streams after the given ids; waits for it when there is nothing.
  ///
  /// @param after id by stream; in a cluster all streams have to share a `{tag}`
  /// @param wait 2 s at most
  public List<Entry> read(Map<String, String> after, int most, Duration wait) {
    Duration block = wait.compareTo(Clients.LONGEST_BLOCK) > 0 ? Clients.LONGEST_BLOCK : wait;
    XReadParams parameters = XReadParams.xReadParams().count(most).block((int) block.toMillis());
    Map<String, StreamEntryID> from = new TreeMap<>();
    after.forEach((stream, id) -> from.put(stream, new StreamEntryID(id)));
    return ask(
        after.keySet().iterator().next(),
        true,
        jedis ->
            Stream.ofNullable(jedis.xread(parameters, from))
                .flatMap(List::stream)
                .flatMap(each -> each.getValue().stream().map(it -> entry(each.getKey(), it)))
                .toList());
  }

  /// Entries of one stream after an id, oldest first, without waiting.
  public List<Entry> range(String stream, String after, int most) {
    return ask(
        stream,
        true,
        jedis ->
            jedis.xrange(stream, "(" + after, "+", most).stream()
                .map(it -> entry(stream, it))
                .toList());
  }

  /// The oldest entry that is still there.
  public Optional<Entry> oldest(String stream) {
    return ask(
        stream,
        true,
        jedis ->
            jedis.xrange(stream, "-", "+", 1).stream().map(it -> entry(stream, it)).findFirst());
  }

  /// The newest entry.
  public Optional<Entry> newest(String stream) {
    return ask(
        stream,
        true,
        jedis ->
            jedis.xrevrange(stream, "+", "-", 1).stream().map(it -> entry(stream, it)).findFirst());
  }

  /// What is wrong, in words for the operator; empty when nothing is.
  public Optional<String> fault() {
    try {
      Optional<String> _ = get(ALIVE);
      return Optional.empty();
    } catch (RedisUnavailable e) {
      return Optional.of(Objects.requireNonNull(e.getMessage()));
    }
  }

  @Override
  public void close() {
    closed = true;
    UnifiedJedis jedis = client.getAndSet(null);
    if (jedis != null) {
      jedis.close();
    }
  }

  private <T> T ask(String key, boolean repeatable, Function<UnifiedJedis, T> command) {
    Circuit circuit = circuits.get(part(key));
    circuit.check();
    UnifiedJedis jedis = client.get();
    if (jedis == null) {
      throw new RedisUnavailable("%s does not answer: %s".formatted(settings, reason));
    }
    if (!places.tryAcquire()) {
      throw new RedisUnavailable("%d wait for %s already".formatted(WAITING, settings));
    }
    try {
      return command.apply(jedis);
    } catch (JedisException e) {
      if (Absence.of(e) == Absence.DEAD_CONNECTION && repeatable) {
        return again(key, jedis, command, circuit);
      }
      throw refused(key, e, circuit, jedis);
    } finally {
      places.release();
    }
  }

  private <T> T again(
      String key, UnifiedJedis jedis, Function<UnifiedJedis, T> command, Circuit circuit) {
    dropIdle(jedis);
    try {
      return command.apply(jedis);
    } catch (JedisException e) {
      throw refused(key, e, circuit, jedis);
    }
  }

  private RuntimeException refused(
      String key, JedisException e, Circuit circuit, UnifiedJedis jedis) {
    RedisUnavailable unavailable =
        new RedisUnavailable("%s does not answer: %s".formatted(settings, e.getMessage()), e);
    return switch (Absence.of(e)) {
      case AWAY, DEAD_CONNECTION -> {
        dropIdle(jedis);
        circuit.trip(key, unavailable);
        yield unavailable;
      }
      case BUSY -> unavailable;
      case NONE -> e;
    };
  }

  // One dead connection is seldom alone.
  private static void dropIdle(UnifiedJedis jedis) {
    if (jedis instanceof JedisPooled single) {
      single.getPool().clear();
    }
  }

  // A primary that was replaced still reads.
  private void probe(String key) {
    UnifiedJedis jedis = client.get();
    if (jedis == null) {
      throw new IllegalStateException("closed");
    }
    String tagged = key.contains("{") ? key : "{" + key + "}";
    String _ = jedis.set(tagged + ":probe", "", lasting(Duration.ofSeconds(1)));
  }

  private void connect(CountDownLatch tried) {
    while (!closed) {
      try {
        UnifiedJedis connected = Clients.client(settings);
        warm(connected);
        client.set(connected);
        if (closed) {
          close();
        }
        tried.countDown();
        return;
      } catch (JedisException e) {
        reason = Objects.requireNonNullElse(e.getMessage(), "");
        tried.countDown();
        LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
      }
    }
  }

  // The first command of a new JVM takes longer than a server that is away is waited for.
  private static void warm(UnifiedJedis connected) {
    try {
      String _ = connected.get(ALIVE);
    } catch (JedisException _) {
      // Whoever asks first will be told.
    }
  }

  private int part(String key) {
    return circuits.size() == 1 ? 0 : JedisClusterCRC16.getSlot(key) / SLOTS_OF_A_PART;
  }

  private static SetParams lasting(Duration life) {
    return SetParams.setParams().px(life.toMillis());
  }

  private static Entry entry(String stream, StreamEntry entry) {
    return new Entry(stream, entry.getID().toString(), entry.getFields());
  }
}
