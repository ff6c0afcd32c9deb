package org.hpcctl.services.websocketservice.raw;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Delivery;
import org.hpcctl.services.websocketservice.channel.News;

/// An event as `{type, event, id, channel, data, timestamp}`.
record RawForm() implements Delivery.Form {
  @Override
  public byte[] write(News news, String bookmark) {
    ObjectNode message =
        Json.object()
            .put("type", news.channel().rawType())
            .put("event", news.name())
            .put("id", bookmark)
            .put("channel", news.channel().label());
    message.set("data", news.data());
    message.put("timestamp", news.at().toString());
    return Json.bytes(message);
  }
}
