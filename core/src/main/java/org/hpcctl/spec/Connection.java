package org.hpcctl.spec;

/// How a host is reached.
public enum Connection {
  SSH,
  /// It is the machine hpcctl runs on.
  LOCAL
}
