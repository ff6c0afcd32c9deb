package org.hpcctl.cli;

import module java.base;

import org.hpcctl.host.Connections;
import org.hpcctl.phases.Phases;

/// What a run over SSH waits for whatever is in the YAML: done on a second processor while picocli
/// and the YAML take the first 0.1 s. Nothing depends on it; what is not done yet is done then.
final class Ahead {
  private static final Set<String> PLANNING = Set.of("setup", "drift");

  private Ahead() {}

  static void of(String[] args) {
    if (args.length > 0 && PLANNING.contains(args[0])) {
      Thread.ofPlatform()
          .daemon()
          .name("ahead")
          .start(
              () -> {
                Connections.prepare();
                Phases.prepare();
              });
    }
  }
}
