package org.hpcctl.services.kit.bus;

import module java.base;

import org.hpcctl.services.kit.redis.Entry;
import org.hpcctl.services.kit.redis.Redis;

/// The bus of all heads: a stream for each topic, all on one node of a cluster.
final class RedisBus implements Bus {
  static final String FIELD = "event";
  private static final String PREFIX = "{bus}:";

  private final Redis redis;
  private final Outbox outbox;
  private final List<StreamReader> readers = new CopyOnWriteArrayList<>();

  RedisBus(Redis redis) {
    this.redis = redis;
    outbox = new Outbox(redis);
  }

  static String stream(String topic) {
    return PREFIX + topic;
  }

  static Optional<Delivery> delivery(Entry entry) {
    return Optional.ofNullable(entry.fields().get(FIELD))
        .flatMap(Event::read)
        .map(event -> new Delivery(entry.id(), event));
  }

  @Override
  public void publish(Event event) {
    outbox.add(event);
  }

  @Override
  public Subscription subscribe(
      Set<String> topics, Map<String, String> after, Consumer<Delivery> listener) {
    Map<String, Optional<Position>> positions = new TreeMap<>();
    for (String topic : topics) {
      positions.put(stream(topic), Optional.ofNullable(after.get(topic)).map(Position::of));
    }
    StreamReader reader = new StreamReader(redis, positions, new Listener(listener));
    readers.add(reader);
    return () -> {
      readers.remove(reader);
      reader.close();
    };
  }

  @Override
  public Replay replay(String topic, String after, int most) {
    Position position = Position.of(after);
    List<Entry> entries = redis.range(stream(topic), position.toString(), most);
    boolean complete =
        redis.oldest(stream(topic)).filter(it -> at(it).compareTo(position) <= 0).isPresent()
            && redis
                .newest(stream(topic))
                .filter(it -> at(it).compareTo(position) >= 0)
                .isPresent();
    return new Replay(entries.stream().flatMap(it -> delivery(it).stream()).toList(), complete);
  }

  private static Position at(Entry entry) {
    return Position.of(entry.id());
  }

  @Override
  public BusLoad load() {
    return outbox.load();
  }

  @Override
  public void close() {
    outbox.close();
    readers.forEach(StreamReader::end);
    readers.forEach(StreamReader::close);
  }
}
