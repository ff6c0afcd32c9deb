package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// tus 1.0, header by header.
@Timeout(300)
class TusTest {
  private static final byte[] FILE = Head.bytes(3, 200_000);
  private static final String BYTES = "application/offset+octet-stream";

  @TempDir Path folder;
  private Head head;

  @BeforeEach
  void open() throws Exception {
    head = new Head(folder, Json.object().put("max_file_size", 1_000_000));
  }

  @AfterEach
  void close() throws Exception {
    head.close();
  }

  private Path mine(String name) {
    return folder.resolve("files").resolve("user-1").resolve(name);
  }

  private HttpResponse<byte[]> tus(
      String who, String method, String path, byte[] body, String... headers) throws Exception {
    List<String> all = new ArrayList<>(List.of("Tus-Resumable", "1.0.0"));
    all.addAll(List.of(headers));
    return head.send(
        who,
        method,
        path,
        body.length == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofByteArray(body),
        all.toArray(String[]::new));
  }

  private String begin(String name, long length) throws Exception {
    HttpResponse<byte[]> answer =
        tus(
            "alice",
            "POST",
            "/api/files/tus",
            new byte[0],
            "Upload-Length",
            "" + length,
            "Upload-Metadata",
            "filename " + base64(name.getBytes(UTF_8)) + ",is_confidential");
    assertEquals(201, answer.statusCode(), new String(answer.body(), UTF_8));
    assertTrue(answer.headers().firstValue("Upload-Expires").isPresent());
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private HttpResponse<byte[]> patch(String path, int from, int to, String... more)
      throws Exception {
    List<String> headers =
        new ArrayList<>(List.of("Upload-Offset", "" + from, "Content-Type", BYTES));
    headers.addAll(List.of(more));
    return tus(
        "alice", "PATCH", path, Arrays.copyOfRange(FILE, from, to), headers.toArray(String[]::new));
  }

  private String offset(String path) throws Exception {
    HttpResponse<byte[]> answer = tus("alice", "HEAD", path, new byte[0]);
    assertEquals(200, answer.statusCode());
    assertEquals("no-store", answer.headers().firstValue("Cache-Control").orElse(""));
    return answer.headers().firstValue("Upload-Offset").orElse("");
  }

  @Test
  void an_upload_goes_on_where_it_stopped() throws Exception {
    String path = begin("größe.bin", FILE.length);
    assertEquals("0", offset(path));
    HttpResponse<byte[]> first = patch(path, 0, 70_000);
    assertEquals(204, first.statusCode());
    assertEquals("70000", first.headers().firstValue("Upload-Offset").orElse(""));
    assertEquals(409, patch(path, 60_000, 70_000).statusCode());
    assertEquals(409, patch(path, 80_000, 90_000).statusCode());
    assertEquals("70000", offset(path));
    assertEquals(204, patch(path, 70_000, 200_000).statusCode());
    assertEquals("200000", offset(path));
    assertArrayEquals(FILE, Files.readAllBytes(mine("größe.bin")));
    assertEquals(403, tus("alice", "DELETE", path, new byte[0]).statusCode());
    String id = path.substring(path.lastIndexOf('/') + 1);
    assertArrayEquals(FILE, head.ask("alice", "GET", "/api/files/" + id).body());
  }

  @Test
  void what_came_before_a_cut_stays() throws Exception {
    String path = begin("cut.bin", FILE.length);
    try (Socket socket = new Socket("127.0.0.1", head.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          PATCH %s HTTP/1.1\r
          Host: a\r
          Tus-Resumable: 1.0.0\r
          Authorization: Bearer %s\r
          Content-Type: %s\r
          Upload-Offset: 0\r
          Content-Length: 200000\r
          \r
          """
              .formatted(path, Head.token("alice"), BYTES)
              .getBytes(UTF_8));
      out.write(FILE, 0, 100_000);
      out.flush();
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
    }
    int there = Integer.parseInt(offset(path));
    assertEquals(100_000, there);
    assertEquals(204, patch(path, there, FILE.length).statusCode());
    assertArrayEquals(FILE, Files.readAllBytes(mine("cut.bin")));
  }

  @Test
  void bytes_that_do_not_come_to_their_checksum_are_dropped() throws Exception {
    String path = begin("sum.bin", FILE.length);
    byte[] right = MessageDigest.getInstance("SHA-1").digest(Arrays.copyOf(FILE, 1000));
    byte[] wrong = MessageDigest.getInstance("SHA-1").digest(FILE);
    assertEquals(
        460, patch(path, 0, 1000, "Upload-Checksum", "sha1 " + base64(wrong)).statusCode());
    assertEquals("0", offset(path));
    assertEquals(
        204, patch(path, 0, 1000, "Upload-Checksum", "sha1 " + base64(right)).statusCode());
    assertEquals("1000", offset(path));
    for (String bad : List.of("crc32 AAAA", "sha1", "sha1 ???", "")) {
      assertEquals(400, patch(path, 1000, 2000, "Upload-Checksum", bad).statusCode(), bad);
    }
  }

  @Test
  void the_server_says_what_it_can_and_speaks_one_version() throws Exception {
    HttpResponse<byte[]> abilities = head.ask("", "OPTIONS", "/api/files/tus");
    assertEquals(204, abilities.statusCode());
    assertEquals("1.0.0", abilities.headers().firstValue("Tus-Version").orElse(""));
    assertEquals("1000000", abilities.headers().firstValue("Tus-Max-Size").orElse(""));
    HttpResponse<byte[]> old = head.ask("alice", "POST", "/api/files/tus");
    assertEquals(412, old.statusCode());
    assertEquals("1.0.0", old.headers().firstValue("Tus-Version").orElse(""));
  }

  @Test
  void an_upload_may_bring_its_bytes_along_or_have_none() throws Exception {
    HttpResponse<byte[]> answer =
        tus(
            "alice",
            "POST",
            "/api/files/tus",
            FILE,
            "Upload-Length",
            "" + FILE.length,
            "Upload-Metadata",
            "filename " + base64("at once.bin".getBytes(UTF_8)),
            "Content-Type",
            BYTES);
    assertEquals(201, answer.statusCode());
    assertEquals("200000", answer.headers().firstValue("Upload-Offset").orElse(""));
    assertArrayEquals(FILE, Files.readAllBytes(mine("at once.bin")));
    begin("empty", 0);
    assertEquals(0, Files.size(mine("empty")));
  }

  @Test
  void an_upload_that_was_ended_is_gone() throws Exception {
    String path = begin("end.bin", FILE.length);
    patch(path, 0, 1000);
    assertEquals(404, tus("bob", "HEAD", path, new byte[0]).statusCode());
    assertEquals(404, tus("bob", "DELETE", path, new byte[0]).statusCode());
    assertEquals(
        204,
        tus("alice", "POST", path, new byte[0], "X-HTTP-Method-Override", "DELETE").statusCode());
    assertEquals(410, tus("alice", "HEAD", path, new byte[0]).statusCode());
    assertEquals(410, patch(path, 1000, 2000).statusCode());
    try (Stream<Path> parts = Files.list(mine(".uploads"))) {
      assertEquals(List.of(), parts.toList());
    }
  }

  @Test
  void headers_that_lie_are_refused() throws Exception {
    for (String length : List.of("", "-1", "x", "1e3", "99999999999999999999")) {
      assertEquals(
          400,
          tus("alice", "POST", "/api/files/tus", new byte[0], "Upload-Length", length).statusCode(),
          length);
    }
    assertEquals(
        413,
        tus("alice", "POST", "/api/files/tus", new byte[0], "Upload-Length", "1000001")
            .statusCode());
    String path = begin("small.bin", 10);
    assertEquals(413, patch(path, 0, 11).statusCode());
    assertEquals("0", offset(path));
    for (String name : List.of("../../x", "..", "a\0b", "a\r\nb")) {
      HttpResponse<byte[]> answer =
          tus(
              "alice",
              "POST",
              "/api/files/tus",
              new byte[0],
              "Upload-Length",
              "1",
              "Upload-Metadata",
              "filename " + base64(name.getBytes(UTF_8)));
      assertEquals(400, answer.statusCode(), name);
    }
    assertEquals(
        400,
        tus(
                "alice",
                "POST",
                "/api/files/tus",
                new byte[0],
                "Upload-Length",
                "1",
                "Upload-Metadata",
                "filename ?")
            .statusCode());
  }
}
