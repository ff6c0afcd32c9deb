package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.NodeProgram;

/// The real tus-js-client in a Node process.
final class TusClient {

  private TusClient() {}

  /// Sends a file as alice; tells what became of it.
  static CompletableFuture<ObjectNode> send(int port, Path file, ObjectNode more) throws Exception {
    Process process =
        NodeProgram.start(Path.of("src", "test", "node"), Path.of("target", "node"), "upload.mjs");
    ObjectNode order =
        more.put("endpoint", "http://127.0.0.1:" + port + "/api/files/tus")
            .put("token", Client.token("alice"))
            .put("file", file.toAbsolutePath().toString())
            .put("size", Files.size(file));
    try (OutputStream out = process.getOutputStream()) {
      out.write(Json.bytes(order));
    }
    return CompletableFuture.supplyAsync(
        () -> {
          try (InputStream in = process.getInputStream()) {
            return Json.read(new String(in.readAllBytes(), UTF_8));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } finally {
            process.destroyForcibly();
          }
        });
  }
}
