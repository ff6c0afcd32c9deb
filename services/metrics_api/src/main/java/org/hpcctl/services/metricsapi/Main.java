package org.hpcctl.services.metricsapi;

import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process metrics_api: `java -jar metrics_api.jar --config FILE`.
public final class Main {
  static final Service SERVICE = new Service("metrics_api", "/api/monitoring", _ -> Routes.none());

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
