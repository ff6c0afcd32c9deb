package org.hpcctl.services.metricsapi;

import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process metrics_api: `java -jar metrics_api.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      new Service<>(
          "metrics_api",
          "/api/monitoring",
          5003,
          _ -> new Service.NoOptions(),
          (_, _) -> Application.of(Routes.none()));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
