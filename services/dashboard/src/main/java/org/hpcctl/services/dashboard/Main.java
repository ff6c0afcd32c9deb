package org.hpcctl.services.dashboard;

import org.hpcctl.services.kit.Service;

/// The process dashboard: `java -jar dashboard.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      Service.ofPages("dashboard", "/dashboard", 5173, "/");

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
