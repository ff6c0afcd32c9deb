package org.hpcctl.health;

import org.hpcctl.report.Ink;

/// The forms in which health is reported; the names are the words of `--format`.
public enum HealthFormat {
  table,
  json,
  compact,
  prometheus,
  junit,
  nagios;

  /// @param ink for the two that people read
  /// @param verbose whether people want the details too; machines always get them
  public String text(Health health, Ink ink, boolean verbose) {
    return switch (this) {
      case table -> new HealthTable(ink, verbose).of(health);
      case json -> HealthJson.of(health);
      case compact -> new HealthCompact(ink).of(health);
      case prometheus -> HealthMetrics.of(health);
      case junit -> HealthJunit.of(health);
      case nagios -> HealthNagios.of(health);
    };
  }
}
