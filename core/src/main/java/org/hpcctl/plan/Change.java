package org.hpcctl.plan;

import module java.base;

import org.hpcctl.problem.Problem;
import org.hpcctl.resource.Resource;

/// What stands between a desired resource and the observed one.
public sealed interface Change {
  Resource desired();

  /// Whether applying does something.
  default boolean pending() {
    return switch (this) {
      case InSync _, Blocked _ -> false;
      case Create _, Update _, Remove _ -> true;
    };
  }

  record InSync(Resource desired) implements Change {}

  record Create(Resource desired) implements Change {}

  /// @param fields the names of the fields that differ
  record Update(Resource desired, Resource observed, List<String> fields) implements Change {}

  /// Something is there that must not be.
  record Remove(Resource desired) implements Change {}

  /// It cannot be said, or must not be done: nothing on this host is changed.
  record Blocked(Resource desired, Problem problem) implements Change {}
}
