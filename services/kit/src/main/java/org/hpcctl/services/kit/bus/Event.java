package org.hpcctl.services.kit.bus;

import module java.base;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// One thing that happened.
///
/// @param topic `jobs`, `nodes`, …; lower-case letters
/// @param type what happened, as `job:started`
/// @param data nobody may change it any more
/// @param user whom alone it is for; empty for everybody
/// @param id of its own; who gets two with the same has got one twice
public record Event(
    String topic, String type, ObjectNode data, Optional<String> user, Instant time, String id) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public Event {
    if (!topic.matches("[a-z_]+")) {
      throw new IllegalArgumentException("not a topic: " + topic);
    }
    time = time.truncatedTo(ChronoUnit.MILLIS);
  }

  /// Something that happens now.
  public static Event now(String topic, String type, ObjectNode data, Optional<String> user) {
    return new Event(topic, type, data, user, Instant.now(), UUID.randomUUID().toString());
  }

  String json() {
    ObjectNode node = JSON.createObjectNode();
    node.put("topic", topic).put("type", type).set("data", data);
    user.ifPresent(it -> node.put("user", it));
    node.put("time", time.toString()).put("id", id);
    return node.toString();
  }

  /// Empty when it is not one: of a later version, or of somebody else.
  static Optional<Event> read(String json) {
    try {
      JsonNode node = JSON.readTree(json);
      return Optional.of(
          new Event(
              node.required("topic").asText(),
              node.required("type").asText(),
              (ObjectNode) node.required("data"),
              Optional.ofNullable(node.get("user")).map(JsonNode::asText),
              Instant.parse(node.required("time").asText()),
              node.required("id").asText()));
    } catch (JsonProcessingException
        | IllegalArgumentException
        | DateTimeException
        | ClassCastException _) {
      return Optional.empty();
    }
  }
}
