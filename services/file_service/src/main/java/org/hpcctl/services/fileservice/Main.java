package org.hpcctl.services.fileservice;

import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process file_service: `java -jar file_service.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      new Service<>(
          "file_service",
          "/api/files",
          5002,
          _ -> new Service.NoOptions(),
          (_, _) -> Application.of(Routes.none()));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
