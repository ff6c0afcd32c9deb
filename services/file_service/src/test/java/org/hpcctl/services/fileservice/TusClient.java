package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;

/// The real tus-js-client in a Node process. Its packages are installed once, below `target`, when
/// the lock file changed.
final class TusClient {
  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path PLACE = Path.of("target", "node");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", ".npmrc", "upload.mjs");

  private TusClient() {}

  private static synchronized void install() throws Exception {
    Files.createDirectories(PLACE);
    String lock = Files.readString(SOURCES.resolve("package-lock.json"));
    Path stamp = PLACE.resolve("installed");
    for (String file : FILES) {
      Files.copy(SOURCES.resolve(file), PLACE.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!Files.exists(stamp) || !Files.readString(stamp).equals(lock)) {
      Process npm =
          // Node makes what it inherits non-blocking, which breaks the pipes of the test's own JVM.
          new ProcessBuilder("npm", "ci", "--silent")
              .directory(PLACE.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
              .redirectErrorStream(true)
              .redirectOutput(PLACE.resolve("npm.log").toFile())
              .start();
      if (npm.waitFor() != 0) {
        throw new AssertionError("npm ci: " + Files.readString(PLACE.resolve("npm.log")));
      }
      Files.writeString(stamp, lock);
    }
  }

  /// Sends a file as alice; tells what became of it.
  static CompletableFuture<ObjectNode> send(int port, Path file, ObjectNode more) throws Exception {
    install();
    Process process =
        new ProcessBuilder("node", "upload.mjs")
            .directory(PLACE.toFile())
            .redirectError(PLACE.resolve("node.log").toFile())
            .start();
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
