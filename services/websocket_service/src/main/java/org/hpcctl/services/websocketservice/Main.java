package org.hpcctl.services.websocketservice;

import module java.base;

import org.eclipse.jetty.server.Handler;
import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;
import org.hpcctl.services.websocketservice.channel.Bounds;
import org.hpcctl.services.websocketservice.visitor.Authenticator;

/// The process websocket_service: `java -jar websocket_service.jar --config FILE`.
public final class Main {
  static final Service<Bounds> SERVICE =
      new Service<>(
          "websocket_service",
          "/ws",
          5010,
          Bounds::read,
          (ground, bounds) ->
              new Front(
                  new Sockets(
                      bounds,
                      ground.metrics(),
                      Authenticator.of(ground.identity()),
                      ground.bus())));

  private Main() {}

  /// Nothing but sockets before the kit's own routes.
  private record Front(Sockets sockets) implements Application {
    @Override
    public Routes routes() {
      return Routes.none();
    }

    @Override
    public Optional<Handler> front() {
      return Optional.of(sockets);
    }
  }

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
