package org.hpcctl.services.dashboard;

import org.hpcctl.services.kit.Pages;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process dashboard: `java -jar dashboard.jar --config FILE`.
public final class Main {
  static final Service SERVICE =
      new Service("dashboard", "/dashboard", settings -> Routes.of(Pages.load("/", settings)));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
