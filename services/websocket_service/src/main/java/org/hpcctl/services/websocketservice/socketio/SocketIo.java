package org.hpcctl.services.websocketservice.socketio;

import module java.base;

import org.hpcctl.services.websocketservice.channel.House;
import org.hpcctl.services.websocketservice.engineio.EngineSession;
import org.hpcctl.services.websocketservice.engineio.Peer;

/// Makes the Socket.IO side of each session.
public final class SocketIo implements Function<EngineSession, Peer> {
  private static final int MAX_ABSENT = 2_000;

  private final House house;
  private final Absent absent = new Absent(MAX_ABSENT);

  public SocketIo(House house) {
    this.house = house;
  }

  @Override
  public Peer apply(EngineSession session) {
    return new SocketPeer(house, absent, session);
  }
}
