package org.hpcctl.services.authservice;

import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process auth_service: `java -jar auth_service.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      new Service<>(
          "auth_service",
          "/api/auth",
          5000,
          _ -> new Service.NoOptions(),
          (_, _) -> Application.of(Routes.none()));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
