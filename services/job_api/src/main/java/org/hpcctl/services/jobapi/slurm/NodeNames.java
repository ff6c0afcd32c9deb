package org.hpcctl.services.jobapi.slurm;

import module java.base;

/// Slurm's folded lists of hosts: `login,node[01-03,7]`.
public final class NodeNames {
  private static final int MOST = 10_000;
  private static final Pattern PART = Pattern.compile("([^,\\[]+)(?:\\[([0-9,-]+)])?(?:,|$)");

  private NodeNames() {}

  /// The names one by one; of a list that cannot be read, nothing.
  public static List<String> expand(String folded) {
    List<String> names = new ArrayList<>();
    Matcher parts = PART.matcher(folded);
    while (parts.find() && names.size() < MOST) {
      String ranges = parts.group(2);
      if (ranges == null) {
        names.add(parts.group(1));
      } else {
        for (String range : ranges.split(",")) {
          numbers(range).forEach(number -> names.add(parts.group(1) + number));
        }
      }
    }
    return List.copyOf(names);
  }

  private static List<String> numbers(String range) {
    String[] ends = range.split("-", 2);
    try {
      int first = Integer.parseInt(ends[0]);
      int last = Integer.parseInt(ends[ends.length - 1]);
      String form = "%0" + Math.max(1, ends[0].length()) + "d";
      return IntStream.rangeClosed(first, last).limit(MOST).mapToObj(form::formatted).toList();
    } catch (NumberFormatException _) {
      return List.of();
    }
  }
}
