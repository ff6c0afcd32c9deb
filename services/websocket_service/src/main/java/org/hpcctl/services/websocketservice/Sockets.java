package org.hpcctl.services.websocketservice;

import module java.base;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.hpcctl.services.kit.bus.Bus;
import org.hpcctl.services.websocketservice.channel.Bounds;
import org.hpcctl.services.websocketservice.channel.Deadlines;
import org.hpcctl.services.websocketservice.channel.Desk;
import org.hpcctl.services.websocketservice.channel.Doorman;
import org.hpcctl.services.websocketservice.channel.House;
import org.hpcctl.services.websocketservice.channel.Hub;
import org.hpcctl.services.websocketservice.channel.Meters;
import org.hpcctl.services.websocketservice.channel.Position;
import org.hpcctl.services.websocketservice.engineio.Engine;
import org.hpcctl.services.websocketservice.engineio.Unread;
import org.hpcctl.services.websocketservice.raw.RawSocket;
import org.hpcctl.services.websocketservice.socketio.SocketIo;
import org.hpcctl.services.websocketservice.visitor.Authenticator;
import org.hpcctl.services.websocketservice.visitor.Credentials;
import org.hpcctl.services.websocketservice.wire.Upgrade;
import org.hpcctl.services.websocketservice.wire.Writers;
import org.jspecify.annotations.Nullable;

/// Takes `/ws` and `/socket.io/`, and leaves every other path to the next handler.
public final class Sockets extends Handler.Abstract {
  private static final String RAW = "/ws";

  private static final Duration LOOK = Duration.ofMillis(500);

  /// Connections for health and metrics.
  private static final int FOR_REQUESTS = 64;

  private static final Set<String> ENGINE = Set.of("/socket.io", "/socket.io/");

  private final Deadlines deadlines = new Deadlines();
  private final Writers writers = new Writers();
  private final House house;
  private final Engine engine;
  private final Feed feed;
  private @Nullable Upgrade upgrade;

  public Sockets(Bounds bounds, PrometheusRegistry registry, Authenticator authenticator, Bus bus) {
    Meters meters = new Meters(registry);
    Position from = new Position(System.currentTimeMillis() - bounds.replayAge().toMillis(), 0);
    Hub hub = new Hub(bounds, meters, deadlines, from);
    Desk desk =
        new Desk(hub, (name, channel, user, data) -> Feed.publish(bus, name, channel, user, data));
    house = new House(bounds, meters, deadlines, new Doorman(authenticator), hub, desk);
    feed = Feed.open(bus, hub, authenticator, from);
    engine = new Engine(bounds, deadlines, new SocketIo(house));
    Meters.polls(registry, engine::waitingPolls);
  }

  /// The kit waits for open connections when it stops; ours would stay for hours.
  private static boolean isDraining(Connector connector) {
    return connector instanceof AbstractConnector known && known.isShutdown();
  }

  /// Sends everybody to another head: the first thing to do when this one stops.
  public void leave() {
    house.hub().close();
  }

  @Override
  protected void doStart() throws Exception {
    // What the kit allows is for requests; a connection here lasts for hours and costs little.
    Bounds bounds = house.bounds();
    getServer()
        .getBeans(NetworkConnectionLimit.class)
        .forEach(
            limit ->
                limit.setMaxNetworkConnectionCount(
                    bounds.connections() + bounds.strangers() + FOR_REQUESTS));
    upgrade = new Upgrade(getServer(), house.bounds(), writers, deadlines);
    deadlines.every(
        LOOK,
        () -> {
          if (Stream.of(getServer().getConnectors()).anyMatch(Sockets::isDraining)) {
            leave();
          }
        });
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    leave();
    feed.close();
    writers.close();
    deadlines.close();
    super.doStop();
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String path = Request.getPathInContext(request);
    Upgrade ready = Objects.requireNonNull(upgrade, "started");
    if (ENGINE.contains(path)) {
      engine.handle(request, response, callback, ready);
      return true;
    }
    if (path.equals(RAW)) {
      if (Upgrade.wanted(request)) {
        RawSocket socket = new RawSocket(house, Credentials.of(request));
        ready.accept(request, response, callback, socket);
      } else {
        response.getHeaders().put(HttpHeader.UPGRADE, "websocket");
        response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
        Unread.discard(request, response, house.bounds().maxPayload());
        Response.writeError(request, response, callback, 426, "This address is for WebSockets.");
      }
      return true;
    }
    return false;
  }
}
