package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Problem;

/// Warnings that say the same of many places, as one.
final class Gathered {
  private static final Pattern INDEX = Pattern.compile("\\[[0-9]+]");

  private Gathered() {}

  /// Thirty compute nodes with the same key that is not read are one thing to know.
  static List<Problem> of(List<Problem> problems) {
    Map<String, List<Problem>> alike = new LinkedHashMap<>();
    for (Problem problem : problems) {
      String key =
          problem.refuses()
              ? "error " + alike.size()
              : INDEX.matcher(problem.what()).replaceAll("[]") + problem.why();
      alike.computeIfAbsent(key, _ -> new ArrayList<>()).add(problem);
    }
    return alike.values().stream()
        .map(Gathered::one)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Problem one(List<Problem> alike) {
    Problem first = alike.getFirst();
    if (alike.size() == 1) {
      return first;
    }
    String what =
        INDEX.matcher(first.what()).replaceAll("[]") + " (%d places)".formatted(alike.size());
    return new Problem(first.severity(), what, first.place(), first.why(), first.fix());
  }
}
