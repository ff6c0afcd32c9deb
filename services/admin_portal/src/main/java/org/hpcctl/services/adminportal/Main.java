package org.hpcctl.services.adminportal;

import org.hpcctl.services.kit.Service;

/// The process admin_portal: `java -jar admin_portal.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      Service.ofPages("admin_portal", "/admin", 5175, "/admin/");

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
