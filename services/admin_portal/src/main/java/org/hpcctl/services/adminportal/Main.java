package org.hpcctl.services.adminportal;

import org.hpcctl.services.kit.Pages;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process admin_portal: `java -jar admin_portal.jar --config FILE`.
public final class Main {
  static final Service SERVICE =
      new Service("admin_portal", "/admin", settings -> Routes.of(Pages.load("/admin/", settings)));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
