package org.hpcctl.services.metricsapi;

import org.hpcctl.services.kit.Service;

/// The process metrics_api: `java -jar metrics_api.jar --config FILE`.
public final class Main {
  static final Service<Options> SERVICE =
      new Service<>("metrics_api", "/api/monitoring", 5003, Options::read, MetricsApi::start);

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
