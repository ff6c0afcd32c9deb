package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// How far somebody has read: the last event of each channel whose events all count. Heads hear
/// channels in orders of their own, so one position would not do on another head.
///
/// In text `jTIME.NUMBER-aTIME.NUMBER`, by the channels' first letters, numbers to the base 36.
public record Bookmark(Map<Channel, Position> positions) {
  private static final Set<Channel> CHANNELS = Channel.of(Channel.Kind.NEWS);
  private static final int RADIX = 36;
  private static final int LONGEST = 200;
  private static final Pattern PART = Pattern.compile("([a-z])([0-9a-z]{1,11})\\.([0-9a-z]{1,11})");

  public Bookmark {
    positions = Map.copyOf(positions);
  }

  /// All channels at the same place.
  static Bookmark at(Position position) {
    return new Bookmark(
        CHANNELS.stream().collect(Collectors.toMap(channel -> channel, _ -> position)));
  }

  /// Empty when the text is none.
  public static Optional<Bookmark> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Map<Channel, Position> positions = new EnumMap<>(Channel.class);
    for (String part : text.split("-", -1)) {
      Matcher found = PART.matcher(part);
      Optional<Channel> channel =
          found.matches()
              ? CHANNELS.stream().filter(known -> letter(known).equals(found.group(1))).findFirst()
              : Optional.empty();
      if (channel.isEmpty()) {
        return Optional.empty();
      }
      positions.put(
          channel.get(),
          new Position(
              Long.parseLong(found.group(2), RADIX), Long.parseLong(found.group(3), RADIX)));
    }
    return Optional.of(new Bookmark(positions));
  }

  /// Whether its owner has had this event.
  boolean covers(News news) {
    Position read = positions.get(news.channel());
    return read != null && read.compareTo(news.position()) >= 0;
  }

  /// Whether its owner knows of a channel what `other` does not yet.
  boolean isAheadOf(Bookmark other) {
    return positions.entrySet().stream()
        .anyMatch(
            entry -> {
              Position known = other.positions.get(entry.getKey());
              return known == null || entry.getValue().compareTo(known) > 0;
            });
  }

  Bookmark with(Channel channel, Position position) {
    Map<Channel, Position> more = new EnumMap<>(Channel.class);
    more.putAll(positions);
    more.put(channel, position);
    return new Bookmark(more);
  }

  private static String letter(Channel channel) {
    return channel.label().substring(0, 1);
  }

  @Override
  public String toString() {
    return positions.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                letter(entry.getKey())
                    + Long.toString(entry.getValue().time(), RADIX)
                    + "."
                    + Long.toString(entry.getValue().number(), RADIX))
        .collect(Collectors.joining("-"));
  }
}
