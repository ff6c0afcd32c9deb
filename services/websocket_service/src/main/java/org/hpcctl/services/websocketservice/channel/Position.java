package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// The place of an event in the order of all events, the same on every head: `TIME-SEQUENCE` as
/// Redis streams write it.
public record Position(long time, long sequence) implements Comparable<Position> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::time).thenComparingLong(Position::sequence);

  public static Optional<Position> parse(String text) {
    Matcher found = FORM.matcher(text);
    return found.matches()
        ? Optional.of(new Position(Long.parseLong(found.group(1)), Long.parseLong(found.group(2))))
        : Optional.empty();
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return time + "-" + sequence;
  }
}
