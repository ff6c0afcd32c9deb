package org.hpcctl.services.websocketservice.engineio;

import module java.base;

import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.visitor.Credentials;
import org.hpcctl.services.websocketservice.wire.Listener;
import org.hpcctl.services.websocketservice.wire.Wire;
import org.jspecify.annotations.Nullable;

/// A WebSocket that wants to take over a session that polls: `2probe`, `3probe`, `5`, and from then
/// on the session's packets.
final class UpgradeProbe implements Listener {
  private final EngineSession session;
  private final Credentials credentials;
  private volatile @Nullable Wire wire;
  private volatile boolean taken;

  UpgradeProbe(EngineSession session, Credentials credentials) {
    this.session = session;
    this.credentials = credentials;
  }

  @Override
  public void opened(Wire opened) {
    wire = opened;
  }

  @Override
  public void text(String packet) {
    Wire open = Objects.requireNonNull(wire, "messages follow the opening");
    if (taken) {
      session.receive(packet, credentials);
    } else if (packet.equals(Packet.PING + Packet.PROBE)) {
      open.send(Packet.of(Packet.PONG, Packet.PROBE));
      session.probed();
    } else if (packet.equals(String.valueOf(Packet.UPGRADE))) {
      taken = session.upgraded(open);
    } else {
      open.close(Ending.MALFORMED.code(), Ending.MALFORMED.name());
    }
  }

  @Override
  public void binary() {
    if (taken) {
      session.binary();
    }
  }

  @Override
  public void closed() {
    if (taken) {
      session.lost();
    } else {
      session.probeEnded(this);
    }
  }

  /// Frees the session's place for another try when this one leads nowhere.
  void giveUp() {
    if (!taken) {
      session.probeEnded(this);
      end();
    }
  }

  void end() {
    Wire open = wire;
    if (open != null && !taken) {
      open.abort();
    }
  }
}
