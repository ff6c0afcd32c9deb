package org.hpcctl.spec;

/// How hpcctl becomes root on a host.
public enum Become {
  /// The login is root already.
  NONE,
  /// By `sudo`, with or without a password.
  SUDO
}
