package org.hpcctl.services.fileservice;

import org.hpcctl.services.kit.Service;

/// The process file_service: `java -jar file_service.jar --config FILE`.
public final class Main {
  static final Service<Options> SERVICE =
      new Service<>("file_service", "/api/files", 5002, Options::read, FileService::start);

  private Main() {}

  public static void main(String[] arguments) {
    SERVICE.main(arguments);
  }
}
