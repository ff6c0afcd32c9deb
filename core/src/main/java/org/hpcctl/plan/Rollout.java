package org.hpcctl.plan;

import java.time.Duration;

/// How a stage reaches its hosts.
public sealed interface Rollout {
  /// All hosts at once.
  record Everywhere() implements Rollout {}

  /// One host after the other. The first host that does not become ready is put back as it was, and
  /// the hosts after it are left alone.
  ///
  /// @param drain POSIX sh before the first change on a host: traffic goes elsewhere
  /// @param ready POSIX sh that exits 0 as soon as the host serves again, within `patience`; it
  ///   prints why not otherwise
  /// @param restore POSIX sh after it: traffic may come back. Runs also when the change failed
  record OneByOne(String drain, String ready, String restore, Duration patience)
      implements Rollout {}
}
