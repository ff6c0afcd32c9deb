package org.hpcctl.services.websocketservice.socketio;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.websocketservice.channel.Allowance;
import org.hpcctl.services.websocketservice.channel.Desk;
import org.hpcctl.services.websocketservice.channel.Doorman;
import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.channel.House;
import org.hpcctl.services.websocketservice.engineio.EngineSession;
import org.hpcctl.services.websocketservice.engineio.Peer;
import org.hpcctl.services.websocketservice.visitor.Credentials;

/// Socket.IO over one session: who is connected to which namespace, and what each packet means.
final class SocketPeer implements Peer {
  /// Both are the same portal: `io()` and the documents' `io("wss://host/ws")`.
  private static final Set<String> NAMESPACES = Set.of("/", "/ws");

  /// How often one session may guess.
  private static final int MAX_REFUSALS = 3;

  /// Names that mean something to the client library itself.
  private static final Set<String> RESERVED =
      Set.of(
          "connect",
          "connect_error",
          "disconnect",
          "disconnecting",
          "newListener",
          "removeListener");

  private final House house;
  private final Absent absent;
  private final EngineSession session;
  private final Allowance allowance;
  private final Map<String, SocketGuest> guests = new ConcurrentHashMap<>();
  private int refusals;

  SocketPeer(House house, Absent absent, EngineSession session) {
    this.house = house;
    this.absent = absent;
    this.session = session;
    allowance = new Allowance(house.bounds().messagesPerSecond());
  }

  @Override
  public void message(String text, Credentials credentials) {
    SocketPacket.parse(text)
        .ifPresentOrElse(
            packet -> take(packet, credentials), () -> session.close(Ending.MALFORMED));
  }

  private void take(SocketPacket packet, Credentials credentials) {
    SocketGuest guest = guests.get(packet.namespace());
    if (guest == null) {
      // The one thing that a stranger may say.
      if (packet.type() == SocketPacket.Type.CONNECT) {
        connect(packet, credentials);
      } else {
        session.close(Ending.MALFORMED);
      }
      return;
    }
    switch (packet.type()) {
      case EVENT -> event(guest, packet);
      case DISCONNECT -> guest.leave();
      case ACK -> {} // we ask for none
      case BINARY_EVENT, BINARY_ACK ->
          guest.emit(Desk.error("BINARY_NOT_SUPPORTED", "Events are JSON."));
      case CONNECT, CONNECT_ERROR -> session.close(Ending.MALFORMED);
    }
  }

  private void connect(SocketPacket packet, Credentials credentials) {
    JsonNode auth = packet.data().orElseGet(Json::object);
    Optional<String> token =
        Optional.ofNullable(auth.path("token").textValue())
            .flatMap(Credentials::bearer)
            .or(credentials::token);
    if (!NAMESPACES.contains(packet.namespace())) {
      refuse(packet.namespace(), Json.object().put("message", "Invalid namespace"));
      return;
    }
    switch (house.doorman().judge(token)) {
      case Doorman.Verdict.Refused(Ending ending) -> refuse(packet.namespace(), ending);
      case Doorman.Verdict.Known(Caller caller) -> {
        SocketGuest guest =
            new SocketGuest(house, absent, session, packet.namespace(), caller, this::left);
        Optional<Ending> refusal = house.hub().join(guest);
        if (refusal.isPresent()) {
          refuse(packet.namespace(), refusal.get());
        } else {
          guests.put(packet.namespace(), guest);
          session.admitted(true);
          guest.welcome(auth);
        }
      }
    }
  }

  private void refuse(String namespace, Ending ending) {
    house.meters().ended(ending);
    ObjectNode error = Json.object().put("message", ending.words());
    error.putObject("data").put("code", ending.name());
    refuse(namespace, error);
  }

  private void refuse(String namespace, ObjectNode error) {
    session.send(SocketPacket.refused(namespace, error));
    if (++refusals >= MAX_REFUSALS) {
      session.close(Ending.AUTH_FAILED);
    }
  }

  private void event(SocketGuest guest, SocketPacket packet) {
    JsonNode arguments = packet.data().orElseGet(Json::object);
    String name = arguments.path(0).asText();
    if (!arguments.isArray() || !arguments.path(0).isTextual() || RESERVED.contains(name)) {
      session.close(Ending.MALFORMED);
      return;
    }
    Consumer<ObjectNode> answer =
        packet.ack().isPresent()
            ? object -> guest.acknowledge(packet.ack().getAsLong(), object)
            : guest::emit;
    if (allowance.take()) {
      JsonNode request = arguments.path(1);
      house.desk().ask(guest, name, request, answer);
    } else {
      answer.accept(Desk.error("RATE_LIMITED", "You send too much; wait a moment."));
    }
  }

  private void left(SocketGuest guest) {
    guests.remove(guest.namespace(), guest);
    if (guests.isEmpty()) {
      session.admitted(false);
    }
  }

  @Override
  public void binary() {
    // The packet that announced it was answered; what nobody announced is nothing to us.
  }

  @Override
  public void closed(Optional<Ending> ours) {
    ours.ifPresent(house.meters()::ended);
    guests.values().forEach(SocketGuest::leave);
  }
}
