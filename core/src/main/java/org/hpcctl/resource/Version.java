package org.hpcctl.resource;

import module java.base;

/// A dotted version, compared number by number: 1.9 is below 1.22.
public record Version(List<Integer> numbers) implements Comparable<Version> {
  private static final Pattern DOTTED = Pattern.compile("\\d+(\\.\\d+)*");

  public Version {
    numbers = List.copyOf(numbers);
  }

  /// Reads the first dotted number in a text, so that `nginx/1.22.1-9+deb12u10` is 1.22.1.
  public static Version parse(String text) {
    Matcher matcher = DOTTED.matcher(text);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no version in: " + text);
    }
    return new Version(Arrays.stream(matcher.group().split("\\.")).map(Integer::valueOf).toList());
  }

  @Override
  public int compareTo(Version other) {
    for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
      int order = Integer.compare(number(i), other.number(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private int number(int index) {
    return index < numbers.size() ? numbers.get(index) : 0;
  }

  @Override
  public String toString() {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining("."));
  }
}
