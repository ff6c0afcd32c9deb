package org.hpcctl.services.monitoringdashboard;

import org.hpcctl.services.kit.Pages;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process monitoring_dashboard: `java -jar monitoring_dashboard.jar --config FILE`.
public final class Main {
  static final Service SERVICE =
      new Service(
          "monitoring_dashboard",
          "/monitoring",
          settings -> Routes.of(Pages.load("/monitoring/", settings)));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
