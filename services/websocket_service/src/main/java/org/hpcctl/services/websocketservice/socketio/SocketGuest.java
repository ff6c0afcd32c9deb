package org.hpcctl.services.websocketservice.socketio;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.websocketservice.channel.Bookmark;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.services.websocketservice.channel.Delivery;
import org.hpcctl.services.websocketservice.channel.Desk;
import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.channel.Guest;
import org.hpcctl.services.websocketservice.channel.House;
import org.hpcctl.services.websocketservice.channel.Hub;
import org.hpcctl.services.websocketservice.channel.Rights;
import org.hpcctl.services.websocketservice.channel.Scope;
import org.hpcctl.services.websocketservice.engineio.EngineSession;

/// Somebody connected to a namespace.
final class SocketGuest implements Guest {
  /// Between a secret name and how far its owner had read when he got it: until the first event
  /// comes the client has nothing else to show.
  private static final char MARK = '~';

  private final House house;
  private final Absent absent;
  private final EngineSession session;
  private final String namespace;
  private final Caller caller;
  private final Consumer<SocketGuest> left;
  private final Delivery.Form form;
  private volatile String recoveryId = "";

  SocketGuest(
      House house,
      Absent absent,
      EngineSession session,
      String namespace,
      Caller caller,
      Consumer<SocketGuest> left) {
    this.house = house;
    this.absent = absent;
    this.session = session;
    this.namespace = namespace;
    this.caller = caller;
    this.left = left;
    form = new SocketForm(namespace);
  }

  String namespace() {
    return namespace;
  }

  /// Answers the CONNECT and subscribes: to what the client had before a short disconnect, else to
  /// what it names in `channels`, else to all that is news.
  void welcome(JsonNode auth) {
    String known = auth.path("pid").asText();
    Optional<Bookmark> after =
        Stream.of(
                auth.path("offset").asText(),
                auth.path("last_event_id").asText(),
                known.substring(known.indexOf(MARK) + 1))
            .flatMap(text -> Bookmark.parse(text).stream())
            .findFirst();
    Optional<Map<Channel, Scope>> before =
        absent.recall(known, caller.username()).map(this::stillAllowed);
    house
        .hub()
        .subscribe(
            this,
            before.orElseGet(() -> wanted(auth)),
            after,
            resumed -> {
              boolean recovered = resumed.complete() && before.isPresent();
              recoveryId = recovered ? known : Ids.fresh() + MARK + resumed.last();
              ObjectNode data = Json.object().put("sid", Ids.fresh()).put("pid", recoveryId);
              session.send(SocketPacket.connected(namespace, data));
            });
  }

  /// The permissions may have changed with the token.
  private Map<Channel, Scope> stillAllowed(Map<Channel, Scope> subscriptions) {
    return subscriptions.entrySet().stream()
        .filter(entry -> Rights.listen(caller, entry.getKey(), entry.getValue()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private Map<Channel, Scope> wanted(JsonNode auth) {
    Set<Channel> channels =
        auth.path("channels").isArray()
            ? auth.path("channels")
                .valueStream()
                .flatMap(channel -> Channel.of(channel.asText()).stream())
                .collect(Collectors.toSet())
            : Channel.of(Channel.Kind.NEWS);
    return channels.stream()
        .filter(channel -> Rights.listen(caller, channel, Scope.OWN))
        .collect(Collectors.toMap(channel -> channel, _ -> Scope.OWN));
  }

  void acknowledge(long ack, ObjectNode answer) {
    send(SocketPacket.acknowledged(namespace, ack, Json.array().add(answer)));
  }

  /// Sends an answer nobody waits for as an event of the answer's type.
  void emit(ObjectNode answer) {
    var arguments = Json.array();
    send(SocketPacket.event(namespace, arguments.add(answer.path("type").asText()).add(answer)));
  }

  private void send(byte[] packet) {
    if (session.send(packet)) {
      house.meters().sent(1);
    }
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public void deliver(Delivery delivery) {
    send(delivery.in(form));
  }

  @Override
  public void end(Ending ending) {
    leave();
    switch (ending) {
      // The client comes back by itself, to another head.
      case SERVER_STOPPING, TOO_SLOW -> session.close(ending);
      // It must not come back with the same token.
      case AUTH_REQUIRED,
          AUTH_FAILED,
          AUTH_UNAVAILABLE,
          TOKEN_EXPIRED,
          SESSION_ENDED,
          MALFORMED,
          TOO_MANY_CONNECTIONS -> {
        house.meters().ended(ending);
        emit(Desk.error(ending));
        session.send(SocketPacket.disconnected(namespace));
      }
    }
  }

  void leave() {
    Hub hub = house.hub();
    Map<Channel, Scope> subscriptions = hub.subscriptions(this);
    if (!subscriptions.isEmpty()) {
      absent.remember(recoveryId, caller.username(), subscriptions);
    }
    hub.leave(this);
    left.accept(this);
  }
}
