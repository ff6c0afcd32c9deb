package org.hpcctl.services.jobapi;

import org.hpcctl.services.kit.Routes;
import org.hpcctl.services.kit.Service;

/// The process job_api: `java -jar job_api.jar --config FILE`.
public final class Main {
  static final Service SERVICE = new Service("job_api", "/api/jobs", _ -> Routes.none());

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
