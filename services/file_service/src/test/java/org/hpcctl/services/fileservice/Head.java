package org.hpcctl.services.fileservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.identity.IdentitySettings;

/// A service on a free port of 127.0.0.1 that keeps everything in a folder, and a client of it.
final class Head extends Client {
  private final RunningService running;

  Head(Path folder, ObjectNode options) throws IOException {
    this(start(folder, options));
  }

  private Head(RunningService running) {
    super(running.port());
    this.running = running;
  }

  private static RunningService start(Path folder, ObjectNode options) throws IOException {
    Settings settings =
        new Settings(
            "file_service",
            CLUSTER,
            "server1",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            Duration.ZERO,
            new Surroundings(
                true,
                folder,
                Optional.empty(),
                new IdentitySettings(
                    URI.create("http://127.0.0.1:1"), CLUSTER, Optional.of(SECRET)),
                Optional.empty(),
                Optional.empty()));
    Fields fields = Fields.of(options);
    Options read = Options.read(fields);
    if (!fields.faults().isEmpty()) {
      throw new IllegalArgumentException(fields.faults().toString());
    }
    return Main.SERVICE.start(settings, read);
  }

  RunningService running() {
    return running;
  }

  @Override
  public void close() throws Exception {
    super.close();
    running.close();
  }
}
