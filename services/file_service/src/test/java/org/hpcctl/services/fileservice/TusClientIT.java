package org.hpcctl.services.fileservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.Detour;
import org.hpcctl.testkit.TusUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// tus as the documented client speaks it: the npm package itself, run by this machine's Node.
@Timeout(300)
class TusClientIT {
  private static final int SIZE = 5_000_000;

  @TempDir Path folder;
  private Head head;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    head = new Head(folder.resolve("head"), Json.object());
    file = Files.write(folder.resolve("file"), Client.bytes(1, SIZE));
  }

  @AfterEach
  void close() throws Exception {
    head.close();
  }

  private Path sent(String name) {
    return folder.resolve("head").resolve("files").resolve("user-1").resolve(name);
  }

  @Test
  void in_one_piece() throws Exception {
    JsonNode done =
        TusClient.send(head.port(), file, Json.object().put("name", "größe 1.bin")).end();
    assertEquals("success", done.path("on").asText(), done.toString());
    assertEquals(-1, Files.mismatch(file, sent("größe 1.bin")));
  }

  @Test
  void in_pieces() throws Exception {
    JsonNode done =
        TusClient.send(
                head.port(),
                file,
                Json.object().put("name", "pieces.bin").put("chunkSize", 700_000))
            .end();
    assertEquals("success", done.path("on").asText(), done.toString());
    assertEquals(9, done.path("statuses").size(), done.toString());
    assertEquals(-1, Files.mismatch(file, sent("pieces.bin")));
  }

  @Test
  void after_a_cut_it_goes_on_where_it_was() throws Exception {
    Files.write(file, Client.bytes(2, 20 * SIZE));
    try (Detour detour = new Detour(head.port())) {
      TusUpload running = TusClient.send(detour.port(), file, Json.object().put("name", "cut.bin"));
      detour.awaitCarried(10L * SIZE);
      detour.lead(head.port());
      JsonNode done = running.end();
      assertEquals("success", done.path("on").asText(), done.toString());
      assertTrue(done.path("statuses").toString().contains("HEAD 200"), done.toString());
      assertTrue(detour.carried() < 21L * SIZE, "sent again: " + detour.carried());
    }
    assertEquals(-1, Files.mismatch(file, sent("cut.bin")));
  }

  @Test
  void an_upload_that_is_aborted_leaves_nothing() throws Exception {
    JsonNode done =
        TusClient.send(
                head.port(),
                file,
                Json.object()
                    .put("name", "aborted.bin")
                    .put("chunkSize", 500_000)
                    .put("abortAt", 1_000_000))
            .end();
    assertEquals("aborted", done.path("on").asText(), done.toString());
    String path = URI.create(done.path("url").asText()).getPath();
    HttpResponse<byte[]> gone = head.ask("alice", "HEAD", path, "Tus-Resumable", "1.0.0");
    assertEquals(410, gone.statusCode());
    try (Stream<Path> parts = Files.list(sent(".uploads"))) {
      assertEquals(List.of(), parts.toList());
    }
  }
}
