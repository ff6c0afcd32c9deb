package org.hpcctl.services.monitoringdashboard;

import org.hpcctl.services.kit.Service;

/// The process monitoring_dashboard: `java -jar monitoring_dashboard.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      Service.ofPages("monitoring_dashboard", "/monitoring", 5174, "/monitoring/");

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
