package org.hpcctl.services.fileservice;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.testkit.TusUpload;

/// The real tus-js-client in a Node process.
final class TusClient {
  private TusClient() {}

  /// Sends a file as alice.
  static TusUpload send(int port, Path file, ObjectNode more) throws Exception {
    return TusUpload.of(
        Path.of("src", "test", "node"),
        Map.of(),
        file,
        more.put("endpoint", "http://127.0.0.1:" + port + "/api/files/tus")
            .put("token", Client.token("alice")));
  }
}
