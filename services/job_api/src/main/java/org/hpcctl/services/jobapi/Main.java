package org.hpcctl.services.jobapi;

import org.hpcctl.services.kit.Application;
import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process job_api: `java -jar job_api.jar --config FILE`.
public final class Main {
  static final Service<Service.NoOptions> SERVICE =
      new Service<>(
          "job_api",
          "/api/jobs",
          5001,
          _ -> new Service.NoOptions(),
          (_, _) -> Application.of(Routes.none()));

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
