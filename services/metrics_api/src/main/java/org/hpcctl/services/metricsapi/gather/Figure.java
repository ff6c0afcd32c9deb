package org.hpcctl.services.metricsapi.gather;

import module java.base;

/// One value of a family.
///
/// @param labels one value for each label of the family
public record Figure(Family family, List<String> labels, double value) {
  public Figure {
    labels = List.copyOf(labels);
    if (labels.size() != family.labels().size()) {
      throw new IllegalArgumentException(family + " has other labels than " + labels);
    }
  }

  public static Figure of(Family family, double value, String... labels) {
    return new Figure(family, List.of(labels), value);
  }
}
