package org.hpcctl.plan;

import module java.base;

/// One step of making a cluster: a pure function of the cluster. Its name is its package, its
/// template folder, its YAML section and its docs page.
public interface Phase {
  int number();

  String name();

  /// What the stages' texts depend on and only a host can tell.
  List<Fact> facts(Inputs inputs);

  List<Stage> stages(Inputs inputs);
}
