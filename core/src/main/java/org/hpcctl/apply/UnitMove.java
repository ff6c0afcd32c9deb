package org.hpcctl.apply;

import module java.base;

import org.hpcctl.plan.Change;
import org.hpcctl.resource.Unit;

/// What to do with a unit so that it becomes what it shall be.
///
/// @param enable `yes` or `no`, when it differs
/// @param action a verb of systemctl(1), when one is due
record UnitMove(Optional<String> enable, Optional<String> action) {
  static UnitMove of(Change change) {
    return switch (change) {
      case Change.Create(Unit unit) -> fresh(unit);
      case Change.Update(Unit unit, Unit observed, var fields) ->
          new UnitMove(
              fields.contains("enabled")
                  ? Optional.of(unit.enabled() ? "yes" : "no")
                  : Optional.empty(),
              action(unit, observed, fields.contains("started-with")));
      case Change.Create _, Change.Update _, Change.Remove _ ->
          throw new IllegalStateException("not a unit: " + change.desired().id());
      case Change.InSync _, Change.Blocked _ ->
          throw new IllegalStateException("nothing to do: " + change.desired().id());
    };
  }

  private static UnitMove fresh(Unit unit) {
    return new UnitMove(
        Optional.of(unit.enabled() ? "yes" : "no"),
        unit.active() ? Optional.of("start") : Optional.empty());
  }

  private static Optional<String> action(Unit unit, Unit observed, boolean behind) {
    if (unit.active() && !observed.active()) {
      return Optional.of("start");
    }
    if (!unit.active() && observed.active()) {
      return Optional.of("stop");
    }
    if (unit.active() && behind) {
      return Optional.of(
          switch (unit.onChange()) {
            case RELOAD -> "reload";
            case RESTART -> "restart";
          });
    }
    return Optional.empty();
  }
}
