package org.hpcctl.services.websocketservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.kit.bus.Delivery;
import org.hpcctl.services.kit.bus.Event;
import org.hpcctl.services.kit.bus.Replay;
import org.hpcctl.services.kit.bus.Subscription;
import org.hpcctl.services.kit.identity.EndedSessions;
import org.hpcctl.services.kit.redis.RedisUnavailable;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.services.websocketservice.channel.Hub;
import org.hpcctl.services.websocketservice.channel.News;
import org.hpcctl.services.websocketservice.channel.Position;
import org.hpcctl.services.websocketservice.visitor.Authenticator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings the events of the bus to the hub, those of the last minutes first: who comes from another
/// head finds what was missed.
final class Feed implements AutoCloseable {
  private static final int AT_ONCE = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger("sockets");

  private final Hub hub;
  private final Authenticator authenticator;
  private final Subscription subscription;

  private Feed(Bus bus, Hub hub, Authenticator authenticator, Position from) {
    this.hub = hub;
    this.authenticator = authenticator;
    Map<String, String> read = catchUp(bus, from);
    subscription = bus.subscribe(read.keySet(), read, this::take);
  }

  /// @param from the hub's own beginning
  static Feed open(Bus bus, Hub hub, Authenticator authenticator, Position from) {
    return new Feed(bus, hub, authenticator, from);
  }

  static void publish(
      Bus bus, String name, Channel channel, Optional<String> user, ObjectNode data) {
    bus.publish(Event.now(channel.label(), name, data, user));
  }

  private Map<String, String> catchUp(Bus bus, Position from) {
    Map<String, String> read = new TreeMap<>();
    Stream.of(Channel.values()).forEach(channel -> read.put(channel.label(), from.toString()));
    read.put(EndedSessions.TOPIC, from.toString());
    try {
      read.replaceAll((topic, after) -> caughtUp(bus, topic, after));
    } catch (RedisUnavailable e) {
      // The subscription reads the same when Redis is back.
      LOG.warn("events of the last minutes are not known yet: {}", e.getMessage());
    }
    return read;
  }

  private String caughtUp(Bus bus, String topic, String after) {
    String position = after;
    while (true) {
      Replay missed = bus.replay(topic, position, AT_ONCE);
      missed.events().forEach(this::take);
      if (missed.events().isEmpty()) {
        return position;
      }
      position = missed.events().getLast().position();
    }
  }

  private void take(Delivery delivery) {
    Event event = delivery.event();
    if (event.topic().equals(EndedSessions.TOPIC)) {
      if (event.type().equals(EndedSessions.TYPE)) {
        ended(event);
      }
      return;
    }
    Channel.of(event.topic())
        .ifPresent(
            channel ->
                hub.publish(
                    new News(
                        Position.of(delivery.position()),
                        event.type(),
                        channel,
                        event.user(),
                        event.data(),
                        event.time())));
  }

  private void ended(Event event) {
    String session = event.data().path("session").asText();
    try {
      authenticator.end(session, Instant.parse(event.data().path("until").asText()));
      // In this order: who is sent away finds the door closed.
      hub.endSession(session);
    } catch (DateTimeParseException _) {
      LOG.error("the end of a session does not say until when");
    }
  }

  @Override
  public void close() {
    subscription.close();
  }
}
