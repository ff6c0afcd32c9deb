package org.hpcctl.services.metricsapi.gather;

import module java.base;

/// Something that has figures. Asked by one thread only, so it may remember what it saw last.
public interface Source {
  /// The label of its own figures, e.g. `slurm` or `node/compute-01`.
  String name();

  /// How long to wait between two looks.
  Duration interval();

  /// Waits a few seconds at most.
  ///
  /// @throws IOException it did not answer, in words for the operator
  List<Figure> look() throws IOException;
}
