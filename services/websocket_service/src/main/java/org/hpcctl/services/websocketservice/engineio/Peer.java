package org.hpcctl.services.websocketservice.engineio;

import module java.base;

import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.visitor.Credentials;

/// Who gets what comes in through a session: one message after the other, on threads that may
/// block.
public interface Peer {
  /// @param credentials those of the HTTP request that brought the message
  void message(String text, Credentials credentials);

  /// A binary message arrived and was thrown away.
  void binary();

  /// The last call, made exactly once.
  ///
  /// @param ours why we ended it; empty when the client or the network did
  void closed(Optional<Ending> ours);
}
