package org.hpcctl.services.websocketservice.socketio;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.ClientJson;
import org.hpcctl.services.websocketservice.engineio.Packet;

/// One packet of Socket.IO: `TYPE[ATTACHMENTS-][NAMESPACE,][ACK][JSON]`.
///
/// @param ack the number under which the client waits for an answer
record SocketPacket(Type type, String namespace, OptionalLong ack, Optional<JsonNode> data) {
  /// In the order of the protocol's numbers.
  enum Type {
    CONNECT,
    DISCONNECT,
    EVENT,
    ACK,
    CONNECT_ERROR,
    BINARY_EVENT,
    BINARY_ACK
  }

  private static final Pattern FORM =
      Pattern.compile(
          "([0-6])(?:(?<=[56])\\d{1,3}-)?(?:(/[^,?]{0,128})(?:\\?[^,]*)?(?:,|$))?(\\d{1,15})?(.*)",
          Pattern.DOTALL);

  /// The packet; empty when the text is none.
  static Optional<SocketPacket> parse(String text) {
    Matcher found = FORM.matcher(text);
    if (!found.matches()) {
      return Optional.empty();
    }
    Type type = Type.values()[found.group(1).charAt(0) - '0'];
    Optional<JsonNode> data = ClientJson.parse(found.group(4));
    return data.isEmpty() && !found.group(4).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SocketPacket(
                type,
                Objects.requireNonNullElse(found.group(2), "/"),
                found.group(3) == null
                    ? OptionalLong.empty()
                    : OptionalLong.of(Long.parseLong(found.group(3))),
                data));
  }

  static byte[] connected(String namespace, JsonNode data) {
    return write(Type.CONNECT, namespace, OptionalLong.empty(), data);
  }

  static byte[] refused(String namespace, JsonNode data) {
    return write(Type.CONNECT_ERROR, namespace, OptionalLong.empty(), data);
  }

  static byte[] event(String namespace, JsonNode arguments) {
    return write(Type.EVENT, namespace, OptionalLong.empty(), arguments);
  }

  static byte[] acknowledged(String namespace, long ack, JsonNode arguments) {
    return write(Type.ACK, namespace, OptionalLong.of(ack), arguments);
  }

  static byte[] disconnected(String namespace) {
    return Packet.message(Type.DISCONNECT.ordinal() + prefix(namespace));
  }

  private static byte[] write(Type type, String namespace, OptionalLong ack, JsonNode data) {
    String number = ack.isPresent() ? Long.toString(ack.getAsLong()) : "";
    return Packet.message(type.ordinal() + prefix(namespace) + number + Json.text(data));
  }

  private static String prefix(String namespace) {
    return namespace.equals("/") ? "" : namespace + ",";
  }
}
