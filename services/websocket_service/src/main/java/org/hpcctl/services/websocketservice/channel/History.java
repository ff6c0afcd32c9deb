package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// The last events, for those who were away for a moment: bounded by number and age. Of channels
/// that show a state only the newest event is kept.
final class History {
  private final int most;
  private final Duration oldest;
  private final Deque<News> news = new ArrayDeque<>();
  private final Map<Channel, News> states = new EnumMap<>(Channel.class);

  /// Everything after this position is here.
  private Position from;

  History(int most, Duration oldest, Position from) {
    this.most = most;
    this.oldest = oldest;
    this.from = from;
  }

  void add(News event) {
    switch (event.channel().kind()) {
      case STATE -> states.put(event.channel(), event);
      case NEWS -> {
        news.addLast(event);
        Instant bound = event.at().minus(oldest);
        while (news.size() > most || news.getFirst().at().isBefore(bound)) {
          from = news.removeFirst().position();
        }
      }
    }
  }

  /// Whether nothing that followed `position` was forgotten.
  boolean reaches(Position position) {
    return position.compareTo(from) >= 0;
  }

  Stream<News> after(Position position) {
    return news.stream().filter(event -> event.position().compareTo(position) > 0);
  }

  Optional<News> state(Channel channel) {
    return Optional.ofNullable(states.get(channel));
  }

  /// The place of the last event, for those who come now.
  Position end() {
    return news.isEmpty() ? from : news.getLast().position();
  }
}
