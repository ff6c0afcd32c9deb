package org.hpcctl.services.websocketservice.socketio;

import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Delivery;
import org.hpcctl.services.websocketservice.channel.News;

/// An event as `[NAME, DATA, BOOKMARK]`. The client keeps the last argument as the offset that it
/// sends when it comes back (Socket.IO's connection state recovery).
record SocketForm(String namespace) implements Delivery.Form {
  @Override
  public byte[] write(News news, String bookmark) {
    return SocketPacket.event(
        namespace, Json.array().add(news.name()).add(news.data()).add(bookmark));
  }
}
