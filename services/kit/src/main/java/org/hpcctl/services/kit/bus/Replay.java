package org.hpcctl.services.kit.bus;

import module java.base;

/// What was missed.
///
/// @param events oldest first
/// @param complete the position asked for is still remembered, so that nothing after it is
///   forgotten
public record Replay(List<Delivery> events, boolean complete) {
  public Replay {
    events = List.copyOf(events);
  }
}
