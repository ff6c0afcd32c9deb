package org.hpcctl.services.websocketservice.channel;

import org.hpcctl.services.kit.identity.Caller;

/// One authenticated connection, whatever protocol it speaks. The hub calls it while it holds its
/// lock: nothing here may block.
public interface Guest {
  Caller caller();

  /// Takes an event, or ends the connection when too many wait already.
  void deliver(Delivery delivery);

  /// Says goodbye and closes; the protocol tells the hub that the guest left.
  void end(Ending ending);
}
