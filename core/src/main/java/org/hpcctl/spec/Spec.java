package org.hpcctl.spec;

import module java.base;

import org.hpcctl.problem.Problem;

/// What reading a file gave: the cluster, and what its operator should know about the file.
public record Spec(Cluster cluster, List<Problem> warnings) {
  public Spec {
    warnings = List.copyOf(warnings);
  }
}
