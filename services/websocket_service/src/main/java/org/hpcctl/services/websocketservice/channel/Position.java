package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// The place of an event among those of its channel, the same on every head.
public record Position(long time, long number) implements Comparable<Position> {
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
  private static final Comparator<Position> ORDER =
      Comparator.comparingLong(Position::time).thenComparingLong(Position::number);

  /// Reads what the bus calls a position: `TIME-NUMBER`.
  public static Position of(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException("not a position of the bus");
    }
    return new Position(Long.parseLong(found.group(1)), Long.parseLong(found.group(2)));
  }

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return time + "-" + number;
  }
}
