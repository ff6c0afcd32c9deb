package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// The last events, for those who were away for a moment: bounded by number and age. Of channels
/// that show a state only the newest event is kept.
final class History {
  private final int most;
  private final Duration oldest;
  private final Deque<Delivery> news = new ArrayDeque<>();
  private final Map<Channel, Delivery> states = new EnumMap<>(Channel.class);

  /// Everything after these places is here.
  private Bookmark from;

  private Bookmark end;

  History(int most, Duration oldest, Position from) {
    this.most = most;
    this.oldest = oldest;
    this.from = Bookmark.at(from);
    this.end = this.from;
  }

  Delivery add(News event) {
    return switch (event.channel().kind()) {
      case STATE -> {
        Delivery delivery = new Delivery(event, end.toString());
        states.put(event.channel(), delivery);
        yield delivery;
      }
      case NEWS -> {
        end = end.with(event.channel(), event.position());
        Delivery delivery = new Delivery(event, end.toString());
        news.addLast(delivery);
        Instant bound = event.at().minus(oldest);
        while (news.size() > most || news.getFirst().news().at().isBefore(bound)) {
          News forgotten = news.removeFirst().news();
          from = from.with(forgotten.channel(), forgotten.position());
        }
        yield delivery;
      }
    };
  }

  /// Whether nothing that followed `mark` on `channel` was forgotten.
  boolean reaches(Bookmark mark, Channel channel) {
    Position first = from.positions().get(channel);
    Position read = mark.positions().get(channel);
    return first == null || (read != null && read.compareTo(first) >= 0);
  }

  Stream<Delivery> after(Bookmark mark, Set<Channel> channels) {
    return news.stream()
        .filter(
            delivery -> {
              News event = delivery.news();
              Position read = mark.positions().get(event.channel());
              return channels.contains(event.channel())
                  && read != null
                  && event.position().compareTo(read) > 0;
            });
  }

  Optional<Delivery> state(Channel channel) {
    return Optional.ofNullable(states.get(channel));
  }

  /// How far those have read who come now.
  Bookmark end() {
    return end;
  }
}
