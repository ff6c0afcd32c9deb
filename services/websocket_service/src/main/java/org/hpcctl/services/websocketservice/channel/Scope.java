package org.hpcctl.services.websocketservice.channel;

/// How much of a channel one hears.
public enum Scope {
  /// What concerns everybody and oneself.
  OWN,
  /// Also what concerns one other user: for those who look after all of them, and only when asked
  /// for.
  ALL
}
