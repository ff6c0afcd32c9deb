package org.hpcctl.services.websocketservice.channel;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// The way of what a client says to the listeners of all heads.
@FunctionalInterface
public interface Outlet {
  /// @param user whom alone it concerns; empty when it concerns everybody
  void publish(String name, Channel channel, Optional<String> user, ObjectNode data);
}
