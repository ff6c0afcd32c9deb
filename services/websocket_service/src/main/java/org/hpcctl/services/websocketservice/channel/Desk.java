package org.hpcctl.services.websocketservice.channel;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what a client asks for, the same in both protocols. An answer is an object with `type` and
/// `timestamp`.
public final class Desk {
  /// Who may write to one other user, and who to everybody.
  public static final String MAY_SEND = "messages:send";

  public static final String MAY_BROADCAST = "messages:broadcast";

  private static final int MAX_MESSAGE = 4 * 1024;
  private static final int MAX_NAME = 128;
  private static final Logger LOG = LoggerFactory.getLogger("sockets");

  private final Hub hub;
  private final Outlet outlet;

  public Desk(Hub hub, Outlet outlet) {
    this.hub = hub;
    this.outlet = outlet;
  }

  /// @param answer takes the answer, before anything that follows from it
  public void ask(Guest guest, String type, JsonNode request, Consumer<ObjectNode> answer) {
    switch (type) {
      case "ping" -> answer.accept(reply("pong"));
      case "subscribe" -> subscribe(guest, request, answer);
      case "unsubscribe" -> unsubscribe(guest, request, answer);
      case "request_update" -> update(guest, request, answer);
      case "private_message" -> answer.accept(privateMessage(guest, request));
      case "broadcast" -> answer.accept(broadcast(guest, request));
      default -> answer.accept(error("UNKNOWN_TYPE", "There is no request of this type."));
    }
  }

  private void subscribe(Guest guest, JsonNode request, Consumer<ObjectNode> answer) {
    Optional<Channel> channel = channel(request);
    String scopeWord = request.path("scope").asText("own");
    JsonNode last = request.path("last_event_id");
    Optional<Position> after = Position.parse(last.asText());
    if (channel.isEmpty()) {
      answer.accept(unknownChannel());
    } else if (!scopeWord.equals("own") && !scopeWord.equals("all")) {
      answer.accept(error("BAD_REQUEST", "A scope is own or all."));
    } else if (!last.isMissingNode() && !last.isNull() && after.isEmpty()) {
      answer.accept(error("BAD_REQUEST", "last_event_id is the id of an event."));
    } else if (scopeWord.equals("all")
        && Hub.oversight(channel.get()).filter(guest.caller()::may).isEmpty()) {
      answer.accept(error("FORBIDDEN", "This scope needs a permission that you do not have."));
    } else {
      Scope scope = scopeWord.equals("all") ? Scope.ALL : Scope.OWN;
      hub.subscribe(
          guest,
          Map.of(channel.get(), scope),
          after,
          resumed -> {
            ObjectNode subscribed =
                reply("subscribed").put("channel", channel.get().label()).put("scope", scopeWord);
            subscribed
                .putObject("data")
                .put("resumed", resumed.complete())
                .put("last_event_id", resumed.last().toString());
            answer.accept(subscribed);
          });
    }
  }

  private void unsubscribe(Guest guest, JsonNode request, Consumer<ObjectNode> answer) {
    Optional<Channel> channel = channel(request);
    channel.ifPresent(left -> hub.unsubscribe(guest, left));
    answer.accept(
        channel
            .map(left -> reply("unsubscribed").put("channel", left.label()))
            .orElseGet(Desk::unknownChannel));
  }

  private void update(Guest guest, JsonNode request, Consumer<ObjectNode> answer) {
    if (!request.has("channel")) {
      answer.accept(states("update", hub.subscriptions(guest).keySet()));
    } else {
      answer.accept(
          channel(request)
              .filter(channel -> channel.kind() == Channel.Kind.STATE)
              .map(channel -> states("update", Set.of(channel)).put("channel", channel.label()))
              .orElseGet(Desk::unknownChannel));
    }
  }

  /// The newest events of those of `channels` that show a state, by channel.
  public ObjectNode states(String type, Set<Channel> channels) {
    ObjectNode reply = reply(type);
    ObjectNode data = reply.putObject("data");
    channels.stream()
        .sorted()
        .flatMap(channel -> hub.state(channel).stream())
        .filter(news -> news.user().isEmpty())
        .forEach(news -> data.set(news.channel().label(), news.data()));
    return reply;
  }

  private ObjectNode privateMessage(Guest guest, JsonNode request) {
    String to = request.path("to").asText();
    if (!guest.caller().may(MAY_SEND)) {
      return error("FORBIDDEN", "You may not send messages.");
    }
    if (!request.path("to").isTextual() || to.isBlank() || to.length() > MAX_NAME) {
      return error("BAD_REQUEST", "to is the name of a user.");
    }
    return send(guest, request, "private_message", Channel.NOTIFICATIONS, Optional.of(to));
  }

  private ObjectNode broadcast(Guest guest, JsonNode request) {
    if (!guest.caller().may(MAY_BROADCAST)) {
      return error("FORBIDDEN", "You may not send messages to everybody.");
    }
    return switch (request.path("channel").asText("notifications")) {
      case "notifications" ->
          send(guest, request, "notification", Channel.NOTIFICATIONS, Optional.empty());
      case "alerts" -> send(guest, request, "system:alert", Channel.ALERTS, Optional.empty());
      default -> error("UNKNOWN_CHANNEL", "Messages go to notifications or alerts.");
    };
  }

  private ObjectNode send(
      Guest guest, JsonNode request, String name, Channel channel, Optional<String> to) {
    JsonNode message = request.path("message");
    if (message.isMissingNode() || message.isNull()) {
      return error("BAD_REQUEST", "message is missing.");
    }
    if (Json.text(message).length() > MAX_MESSAGE) {
      return error("BAD_REQUEST", "A message may hold " + MAX_MESSAGE + " characters.");
    }
    // The sender's name is ours to write, never the client's.
    ObjectNode data = Json.object().put("from", guest.caller().username());
    data.set("message", message);
    try {
      outlet.publish(name, channel, to, data);
      return reply("sent");
    } catch (IOException e) {
      LOG.error("a message could not be handed on", e);
      return error("UNAVAILABLE", "The message could not be handed on; try again.");
    }
  }

  private static Optional<Channel> channel(JsonNode request) {
    return Channel.of(request.path("channel").asText());
  }

  private static ObjectNode unknownChannel() {
    String known =
        Stream.of(Channel.values()).map(Channel::label).collect(Collectors.joining(", "));
    return error("UNKNOWN_CHANNEL", "Channels are " + known + ".");
  }

  public static ObjectNode reply(String type) {
    return Json.object().put("type", type).put("timestamp", Instant.now().toString());
  }

  public static ObjectNode error(String code, String words) {
    return reply("error").put("code", code).put("message", words);
  }

  public static ObjectNode error(Ending ending) {
    return error(ending.name(), ending.words());
  }
}
