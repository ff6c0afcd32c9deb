package org.hpcctl.services.websocketservice.channel;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;

/// Does what a client asks for, the same in both protocols. An answer is an object with `type` and
/// `timestamp`.
public final class Desk {
  private static final int MAX_MESSAGE = 4 * 1024;
  private static final int MAX_NAME = 128;

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
    Optional<Bookmark> after = Bookmark.parse(last.asText());
    if (channel.isEmpty()) {
      answer.accept(unknownChannel());
    } else if (!scopeWord.equals("own") && !scopeWord.equals("all")) {
      answer.accept(error("BAD_REQUEST", "A scope is own or all."));
    } else if (!last.isMissingNode() && !last.isNull() && after.isEmpty()) {
      answer.accept(error("BAD_REQUEST", "last_event_id is the id of an event."));
    } else if (!Rights.listen(guest.caller(), channel.get(), scopeOf(scopeWord))) {
      answer.accept(error("FORBIDDEN", "This needs a permission that you do not have."));
    } else {
      Scope scope = scopeOf(scopeWord);
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

  private static Scope scopeOf(String word) {
    return word.equals("all") ? Scope.ALL : Scope.OWN;
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
              .filter(channel -> Rights.listen(guest.caller(), channel, Scope.OWN))
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
    if (!Rights.write(guest.caller())) {
      return error("FORBIDDEN", "You may not send messages.");
    }
    if (!request.path("to").isTextual() || to.isBlank() || to.length() > MAX_NAME) {
      return error("BAD_REQUEST", "to is the name of a user.");
    }
    return send(guest, request, "private_message", Channel.NOTIFICATIONS, Optional.of(to));
  }

  private ObjectNode broadcast(Guest guest, JsonNode request) {
    if (!Rights.write(guest.caller())) {
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
    outlet.publish(name, channel, to, data);
    return reply("sent");
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
