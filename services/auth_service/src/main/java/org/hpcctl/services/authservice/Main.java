package org.hpcctl.services.authservice;

import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process auth_service: `java -jar auth_service.jar --config FILE`.
public final class Main {
  static final Service SERVICE = new Service("auth_service", "/api/auth", _ -> Routes.none());

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
