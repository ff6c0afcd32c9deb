package org.hpcctl.services.kit;

import org.eclipse.jetty.server.Request;

/// Answers GET on one route; runs on a virtual thread and may block.
@FunctionalInterface
public interface Endpoint {
  /// Anything thrown becomes a 500 whose cause is in the log only.
  Answer answer(Request request) throws Exception;
}
