package org.hpcctl.services.websocketservice;

import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process websocket_service: `java -jar websocket_service.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      new Service<>(
          "websocket_service",
          "/ws",
          5010,
          _ -> new Service.NoOptions(),
          (_, _) -> Application.of(Routes.none()));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
