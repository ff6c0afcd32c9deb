package org.hpcctl.services.kit;

import module java.base;

import org.eclipse.jetty.server.Handler;

/// What one service does: its routes, and what it lets go of when it stops.
public interface Application extends AutoCloseable {
  Routes routes();

  /// A handler that sees each request before the routes do and returns false for what it does not
  /// take: for protocols that are more than a request and its answer.
  default Optional<Handler> front() {
    return Optional.empty();
  }

  /// Why no second one can run beside this one for a moment, as a reload wants it; empty when that
  /// does no harm.
  default Optional<String> whyNotBeside() {
    return Optional.empty();
  }

  /// Called once, when the last connection is gone.
  @Override
  default void close() {}

  /// Routes without anything behind them.
  static Application of(Routes routes) {
    return () -> routes;
  }
}
