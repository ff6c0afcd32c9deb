package org.hpcctl.services.kit.bus;

import module java.base;

/// The bus of one process.
final class MemoryBus implements Bus {
  private final Map<String, ArrayDeque<Kept>> topics = new HashMap<>();
  private final List<Reader> readers = new CopyOnWriteArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  // So that a position of an earlier process is none of this one.
  private final long began = System.currentTimeMillis();
  private long published;

  private record Kept(Position position, Delivery delivery) {}

  @Override
  public void publish(Event event) {
    lock.lock();
    try {
      ArrayDeque<Kept> topic = topics.computeIfAbsent(event.topic(), _ -> new ArrayDeque<>());
      Position position = new Position(began, ++published);
      topic.addLast(new Kept(position, new Delivery(position.toString(), event)));
      if (topic.size() > KEPT) {
        topic.removeFirst();
      }
      news.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Subscription subscribe(
      Set<String> names, Map<String, String> after, Consumer<Delivery> listener) {
    Map<String, Position> positions = new HashMap<>();
    lock.lock();
    try {
      for (String name : names) {
        positions.put(
            name,
            Optional.ofNullable(after.get(name))
                .map(Position::of)
                .orElse(new Position(began, published)));
      }
    } finally {
      lock.unlock();
    }
    Reader reader = new Reader(positions, new Listener(listener));
    readers.add(reader);
    return reader;
  }

  @Override
  public Replay replay(String name, String after, int most) {
    Position position = Position.of(after);
    lock.lock();
    try {
      ArrayDeque<Kept> topic = topics.getOrDefault(name, new ArrayDeque<>());
      boolean complete =
          !topic.isEmpty()
              && topic.getFirst().position().compareTo(position) <= 0
              && topic.getLast().position().compareTo(position) >= 0;
      return new Replay(later(topic, position).stream().limit(most).toList(), complete);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public BusLoad load() {
    lock.lock();
    try {
      return new BusLoad(published, 0, 0);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    readers.forEach(Reader::close);
  }

  /// Looks from the end: most who ask have read all but the last.
  private static List<Delivery> later(ArrayDeque<Kept> topic, Position than) {
    ArrayDeque<Delivery> later = new ArrayDeque<>();
    Iterator<Kept> newest = topic.descendingIterator();
    while (newest.hasNext()) {
      Kept kept = newest.next();
      if (kept.position().compareTo(than) <= 0) {
        break;
      }
      later.addFirst(kept.delivery());
    }
    return List.copyOf(later);
  }

  private final class Reader implements Subscription {
    private final Map<String, Position> positions;
    private final Listener listener;
    private final Thread thread;
    private volatile boolean closed;

    Reader(Map<String, Position> positions, Listener listener) {
      this.positions = positions;
      this.listener = listener;
      thread = Thread.ofVirtual().name("bus").start(this::run);
    }

    @Override
    public void close() {
      readers.remove(this);
      lock.lock();
      try {
        closed = true;
        news.signalAll();
      } finally {
        lock.unlock();
      }
      Threads.join(thread);
    }

    private void run() {
      while (!closed) {
        for (Delivery delivery : await()) {
          positions.put(delivery.event().topic(), Position.of(delivery.position()));
          if (!closed) {
            listener.tell(delivery);
          }
        }
      }
    }

    private List<Delivery> await() {
      lock.lock();
      try {
        while (!closed) {
          List<Delivery> found =
              positions.entrySet().stream()
                  .flatMap(
                      each ->
                          later(
                              topics.getOrDefault(each.getKey(), new ArrayDeque<>()),
                              each.getValue())
                              .stream())
                  .toList();
          if (!found.isEmpty()) {
            return found;
          }
          news.awaitUninterruptibly();
        }
        return List.of();
      } finally {
        lock.unlock();
      }
    }
  }
}
