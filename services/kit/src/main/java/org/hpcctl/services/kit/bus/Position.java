package org.hpcctl.services.kit.bus;

import module java.base;

/// Where an entry lies in a stream: milliseconds and a number within them.
record Position(long time, long number) implements Comparable<Position> {
  static final Position START = new Position(0, 0);
  private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,18})");

  static Position of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a position");
    }
    return new Position(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
  }

  @Override
  public int compareTo(Position other) {
    int byTime = Long.compare(time, other.time);
    return byTime == 0 ? Long.compare(number, other.number) : byTime;
  }

  @Override
  public String toString() {
    return time + "-" + number;
  }
}
