package org.hpcctl.services.kit.bus;

/// Goes on until it is closed.
public interface Subscription extends AutoCloseable {
  /// Returns when the listener is told nothing more; not to be called by the listener.
  @Override
  void close();
}
