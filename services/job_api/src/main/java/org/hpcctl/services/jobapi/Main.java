package org.hpcctl.services.jobapi;

import org.hpcctl.services.kit.Service;

/// The process job_api: `java -jar job_api.jar --config FILE`.
public final class Main {
  static final Service<Options> SERVICE =
      new Service<>("job_api", "/api/jobs", 5001, Options::read, JobApi::start);

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
