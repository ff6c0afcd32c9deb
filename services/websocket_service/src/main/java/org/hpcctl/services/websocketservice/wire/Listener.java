package org.hpcctl.services.websocketservice.wire;

/// What a WebSocket tells its owner; one call after the other, on threads that may block.
public interface Listener {
  void opened(Wire wire);

  void text(String message);

  /// A frame of any kind arrived: the client lives.
  default void heard() {}

  /// A binary message arrived and was thrown away.
  void binary();

  /// The last call, and made exactly once.
  void closed();
}
