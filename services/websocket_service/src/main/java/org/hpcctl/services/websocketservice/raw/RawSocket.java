package org.hpcctl.services.websocketservice.raw;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.websocketservice.channel.Allowance;
import org.hpcctl.services.websocketservice.channel.Channel;
import org.hpcctl.services.websocketservice.channel.ClientJson;
import org.hpcctl.services.websocketservice.channel.Delivery;
import org.hpcctl.services.websocketservice.channel.Desk;
import org.hpcctl.services.websocketservice.channel.Doorman;
import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.channel.Guest;
import org.hpcctl.services.websocketservice.channel.House;
import org.hpcctl.services.websocketservice.visitor.Credentials;
import org.hpcctl.services.websocketservice.wire.Listener;
import org.hpcctl.services.websocketservice.wire.Wire;
import org.jspecify.annotations.Nullable;

/// One connection of the raw protocol: who it is was said by the request, or it ends at once.
public final class RawSocket implements Listener {
  private static final Delivery.Form FORM = new RawForm();

  private final House house;
  private final Credentials credentials;
  private final Allowance allowance;
  private @Nullable RawGuest guest;

  public RawSocket(House house, Credentials credentials) {
    this.house = house;
    this.credentials = credentials;
    allowance = new Allowance(house.bounds().messagesPerSecond());
  }

  @Override
  public void opened(Wire wire) {
    switch (house.doorman().judge(credentials.token())) {
      case Doorman.Verdict.Refused(Ending ending) -> goodbye(wire, ending);
      case Doorman.Verdict.Known(Caller caller) -> {
        RawGuest arriving = new RawGuest(caller, wire);
        guest = arriving;
        house.hub().join(arriving).ifPresentOrElse(arriving::end, arriving::welcome);
      }
    }
  }

  private void goodbye(Wire wire, Ending ending) {
    house.meters().ended(ending);
    wire.send(Json.bytes(Desk.error(ending)));
    wire.close(ending.code(), ending.name());
  }

  @Override
  public void text(String message) {
    RawGuest asking = guest;
    if (asking == null) {
      return;
    }
    Optional<JsonNode> request = ClientJson.parse(message).filter(JsonNode::isObject);
    if (!allowance.take()) {
      asking.send(Desk.error("RATE_LIMITED", "You send too much; wait a moment."));
    } else if (request.isEmpty()) {
      asking.send(Desk.error("BAD_REQUEST", "A message is one JSON object."));
    } else {
      String type = request.get().path("type").asText();
      house.desk().ask(asking, type, request.get(), asking::send);
    }
  }

  @Override
  public void binary() {
    RawGuest asking = guest;
    if (asking != null) {
      asking.send(Desk.error("BINARY_NOT_SUPPORTED", "Messages are text."));
    }
  }

  @Override
  public void heard() {
    RawGuest alive = guest;
    if (alive != null) {
      alive.heard = System.nanoTime();
    }
  }

  @Override
  public void closed() {
    RawGuest leaving = guest;
    if (leaving != null) {
      leaving.leave();
    }
  }

  private final class RawGuest implements Guest {
    private final Caller caller;
    private final Wire wire;
    private final List<Future<?>> duties = new CopyOnWriteArrayList<>();
    private volatile long heard = System.nanoTime();

    RawGuest(Caller caller, Wire wire) {
      this.caller = caller;
      this.wire = wire;
    }

    void welcome() {
      ObjectNode message = Desk.reply("initial_data");
      ObjectNode data = message.putObject("data");
      data.put("user", caller.username());
      data.put("last_event_id", house.hub().last().toString());
      var channels = data.putArray("channels");
      Stream.of(Channel.values()).map(Channel::label).forEach(channels::add);
      send(message);
      duties.add(house.deadlines().every(house.bounds().ping(), this::tryLine));
      duties.add(house.deadlines().every(house.bounds().period(), this::repeatStates));
    }

    private void tryLine() {
      Duration patience = house.bounds().ping().plus(house.bounds().pong());
      if (System.nanoTime() - heard > patience.toNanos()) {
        wire.abort();
      } else {
        wire.ping();
      }
    }

    private void repeatStates() {
      Set<Channel> shown = new HashSet<>(house.hub().subscriptions(this).keySet());
      shown.retainAll(Channel.of(Channel.Kind.STATE));
      if (!shown.isEmpty()) {
        send(house.desk().states("periodic_update", shown));
      }
    }

    void send(ObjectNode message) {
      sent(wire.send(Json.bytes(message)));
    }

    private void sent(boolean taken) {
      if (taken) {
        house.meters().sent(1);
      } else {
        end(Ending.TOO_SLOW);
      }
    }

    @Override
    public Caller caller() {
      return caller;
    }

    @Override
    public void deliver(Delivery delivery) {
      sent(wire.send(delivery.in(FORM)));
    }

    @Override
    public void end(Ending ending) {
      leave();
      goodbye(wire, ending);
    }

    void leave() {
      house.hub().leave(this);
      duties.forEach(duty -> duty.cancel(false));
    }
  }
}
