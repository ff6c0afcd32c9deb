package org.hpcctl.health;

import org.hpcctl.report.Ink;

/// Health as a line a check: `✓ service@node`, and why where it is not so.
record HealthCompact(Ink ink) {
  String of(Health health) {
    StringBuilder text = new StringBuilder();
    for (Check check : health.checks()) {
      text.append(mark(check.status())).append(' ');
      text.append(check.service()).append('@').append(check.node());
      if (check.status().weight() != Status.Weight.GOOD) {
        text.append("  ").append(check.message());
      }
      text.append('\n');
    }
    return text.append(health.summary()).toString();
  }

  private String mark(Status status) {
    return switch (status.weight()) {
      case GOOD -> ink.green("✓");
      case WARNING -> ink.yellow("!");
      case BAD -> ink.red("✗");
      case UNKNOWN -> ink.yellow("?");
    };
  }
}
