package org.hpcctl.testkit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// An upload by the real tus-js-client in a Node process of its own.
public final class TusUpload {
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final CompletableFuture<JsonNode> begun = new CompletableFuture<>();
  private final CompletableFuture<JsonNode> ended = new CompletableFuture<>();

  private TusUpload(Process process) {
    this.process = process;
  }

  /// Sends a file.
  ///
  /// @param sources the directory of `upload.mjs`
  /// @param environment of the Node process
  /// @param more what else `upload.mjs` wants to know: `endpoint`, `token`, `name`
  public static TusUpload of(
      Path sources, Map<String, String> environment, Path file, ObjectNode more)
      throws IOException {
    Path place = Path.of("target", "node", "tus-js-client");
    Process process = NodeProgram.start(sources, place, "upload.mjs", environment);
    ObjectNode order =
        more.put("file", file.toAbsolutePath().toString()).put("size", Files.size(file));
    try (OutputStream out = process.getOutputStream()) {
      out.write(JSON.writeValueAsBytes(order));
    }
    TusUpload upload = new TusUpload(process);
    Thread.ofVirtual().start(upload::read);
    return upload;
  }

  private void read() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode report = JSON.readTree(line);
        (report.path("on").asText().equals("begun") ? begun : ended).complete(report);
      }
      IOException silent = new IOException("node ended without a word: see node.log");
      begun.completeExceptionally(silent);
      ended.completeExceptionally(silent);
    } catch (IOException e) {
      begun.completeExceptionally(e);
      ended.completeExceptionally(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// Returns once a tenth of the file was sent.
  public void awaitBegun() throws Exception {
    begun.get(1, TimeUnit.MINUTES);
  }

  /// What became of it: `on` is `success`, `error` or `aborted`; `statuses` are the answers.
  public JsonNode end() throws Exception {
    return ended.get(2, TimeUnit.MINUTES);
  }
}
