package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Files in one request, and their way back.
@Timeout(300)
class FilesTest {
  private static final byte[] FILE = Head.bytes(7, 300_001);

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

  private JsonNode upload(String name) throws Exception {
    HttpResponse<byte[]> answer =
        head.form("alice", "/api/files/upload", new Form().file("file", name, FILE));
    assertEquals(201, answer.statusCode(), new String(answer.body(), UTF_8));
    return Head.json(answer);
  }

  @Test
  void several_files_come_in_one_form_with_their_description_after_them() throws Exception {
    HttpResponse<byte[]> answer =
        head.form(
            "alice",
            "/api/files/upload",
            new Form()
                .file("file", "a.py", FILE)
                .file("file", "größe.csv", new byte[0])
                .field("description", "Zwei Dateien")
                .field("job_id", "12_3"));
    assertEquals(201, answer.statusCode());
    JsonNode body = Head.json(answer);
    assertEquals(2, body.path("files").size());
    JsonNode first = body.path("files").path(0);
    assertEquals("code", first.path("file_type").asText());
    assertEquals("Zwei Dateien", first.path("description").asText());
    assertEquals(Head.digest("SHA-256", FILE), first.path("sha256").asText());
    assertEquals(
        "/api/files/" + first.path("id").asText(),
        answer.headers().firstValue("Location").orElse(""));
    assertArrayEquals(FILE, Files.readAllBytes(mine("a.py")));
    assertEquals(0, Files.size(mine("größe.csv")));
    JsonNode list = Head.json(head.ask("alice", "GET", "/api/files?limit=1&job_id=12_3"));
    assertEquals(2, list.path("total").asInt());
    assertEquals(1, list.path("files").size());
    JsonNode known =
        Head.json(
            head.ask("alice", "GET", "/api/files/" + first.path("id").asText() + "/metadata"));
    assertTrue(known.path("present").asBoolean());
    assertEquals(FILE.length, known.path("size_now").asInt());
  }

  @Test
  void a_file_full_of_what_nearly_ends_the_form_comes_as_it_is() throws Exception {
    byte[] near = "\r\n--xXxX\r\n--x\r\r\n-".repeat(40_000).getBytes(UTF_8);
    HttpResponse<byte[]> answer =
        head.form("alice", "/api/files/upload", new Form().file("file", "near.bin", near));
    assertEquals(201, answer.statusCode(), new String(answer.body(), UTF_8));
    assertArrayEquals(near, Files.readAllBytes(mine("near.bin")));
    assertEquals(Head.digest("SHA-256", near), Head.json(answer).path("sha256").asText());
  }

  @Test
  void a_file_goes_out_whole_in_ranges_and_not_at_all_when_it_is_known() throws Exception {
    String id = head.begin("alice", "data \"1\"%ü.bin", FILE.length);
    for (int from = 0; from < FILE.length; from += 65_536) {
      byte[] part = Arrays.copyOfRange(FILE, from, Math.min(FILE.length, from + 65_536));
      head.chunk("alice", id, from / 65_536, part);
    }
    head.complete("alice", id);
    String path = "/api/files/" + id;
    HttpResponse<byte[]> whole = head.ask("alice", "GET", path);
    assertArrayEquals(FILE, whole.body());
    assertEquals(
        "attachment; filename=\"data _1___.bin\";"
            + " filename*=UTF-8''data%20%221%22%25%C3%BC.bin",
        whole.headers().firstValue("Content-Disposition").orElse(""));
    assertEquals("nosniff", whole.headers().firstValue("X-Content-Type-Options").orElse(""));
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    String modified = whole.headers().firstValue("Last-Modified").orElseThrow();

    range(path, "bytes=0-0", 0, 1);
    range(path, "bytes=100-199", 100, 200);
    range(path, "bytes=300000-", 300_000, 300_001);
    range(path, "bytes=299999-999999", 299_999, 300_001);
    range(path, "bytes=-5", 299_996, 300_001);
    range(path, "bytes=-9999999", 0, 300_001);
    for (String none : List.of("bytes=300001-", "bytes=-0", "bytes=999999999999999999-")) {
      HttpResponse<byte[]> answer = head.ask("alice", "GET", path, "Range", none);
      assertEquals(416, answer.statusCode(), none);
      assertEquals("bytes */300001", answer.headers().firstValue("Content-Range").orElse(""));
    }
    for (String all : List.of("bytes=5-4", "bytes=0-1,4-5", "lines=1-2", "bytes=--1", "x")) {
      assertEquals(200, head.ask("alice", "GET", path, "Range", all).statusCode(), all);
    }
    for (String same : List.of(tag, modified)) {
      assertEquals(
          206, head.ask("alice", "GET", path, "Range", "bytes=0-1", "If-Range", same).statusCode());
    }
    assertEquals(
        200,
        head.ask("alice", "GET", path, "Range", "bytes=0-1", "If-Range", "\"x\"").statusCode());
    assertEquals(304, head.ask("alice", "GET", path, "If-None-Match", tag).statusCode());
    assertEquals(304, head.ask("alice", "GET", path, "If-Modified-Since", modified).statusCode());
    HttpResponse<byte[]> only = head.ask("alice", "HEAD", path);
    assertEquals(200, only.statusCode());
    assertEquals("300001", only.headers().firstValue("Content-Length").orElse(""));
    assertEquals(tag, only.headers().firstValue("ETag").orElse(""));
  }

  private void range(String path, String asked, int from, int to) throws Exception {
    HttpResponse<byte[]> part = head.ask("alice", "GET", path, "Range", asked);
    assertEquals(206, part.statusCode(), asked);
    assertArrayEquals(Arrays.copyOfRange(FILE, from, to), part.body(), asked);
    assertEquals(
        "bytes %d-%d/300001".formatted(from, to - 1),
        part.headers().firstValue("Content-Range").orElse(""));
  }

  @Test
  void what_belongs_to_another_is_not_there() throws Exception {
    String path = "/api/files/" + upload("mine.txt").path("id").asText();
    for (String at : List.of(path, path + "/metadata")) {
      assertEquals(404, head.ask("bob", "GET", at).statusCode());
      assertEquals(401, head.ask("", "GET", at).statusCode());
      assertEquals(200, head.ask("boss", "GET", at).statusCode());
    }
    assertEquals(404, head.ask("bob", "DELETE", path).statusCode());
    assertEquals(0, Head.json(head.ask("bob", "GET", "/api/files")).path("total").asInt());
    assertEquals(403, head.ask("bob", "GET", "/api/files?user_id=1").statusCode());
    assertEquals(0, Head.json(head.ask("boss", "GET", "/api/files")).path("total").asInt());
    assertEquals(
        1, Head.json(head.ask("boss", "GET", "/api/files?user_id=alice")).path("total").asInt());
    assertEquals(200, head.ask("alice", "DELETE", path).statusCode());
    assertEquals(404, head.ask("alice", "GET", path).statusCode());
    assertTrue(Files.notExists(mine("mine.txt")));
  }

  @Test
  void names_of_a_form_are_checked_and_a_path_of_windows_is_cut() throws Exception {
    for (String bad : List.of("../../etc/passwd", "/etc/passwd", "..", "", ".uploads", "a/../b")) {
      HttpResponse<byte[]> answer =
          head.form("alice", "/api/files/upload", new Form().file("file", bad, FILE));
      assertEquals(400, answer.statusCode(), bad);
    }
    assertEquals("x.txt", upload("C:\\fakepath\\x.txt").path("filename").asText());
    assertEquals("x (2).txt", upload("x.txt").path("filename").asText());
  }

  @Test
  void too_much_is_413_and_leaves_nothing() throws Exception {
    byte[] large = new byte[1_000_001];
    HttpResponse<byte[]> answer =
        head.form("alice", "/api/files/upload", new Form().file("file", "large", large));
    assertEquals(413, answer.statusCode());
    assertEquals(List.of(), left());
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void a_form_that_breaks_off_leaves_nothing() throws Exception {
    byte[] whole = new Form().file("file", "half", FILE).bytes();
    HttpResponse<byte[]> torn =
        head.send(
            "alice",
            "POST",
            "/api/files/upload",
            HttpRequest.BodyPublishers.ofByteArray(Arrays.copyOf(whole, 100_000)),
            "Content-Type",
            Form.TYPE);
    assertEquals(400, torn.statusCode());
    assertEquals(List.of(), left());
    try (Socket socket = new Socket("127.0.0.1", head.port())) {
      socket
          .getOutputStream()
          .write(
              """
              POST /api/files/upload HTTP/1.1\r
              Host: a\r
              Authorization: Bearer %s\r
              Content-Type: %s\r
              Content-Length: %d\r
              \r
              """
                  .formatted(Head.token("alice"), Form.TYPE, whole.length)
                  .getBytes(ISO_8859_1));
      socket.getOutputStream().write(whole, 0, 100_000);
    }
    // The session is ended by whoever notices; until then it is open and lists as nobody's file.
    assertEquals(0, Head.json(head.ask("alice", "GET", "/api/files")).path("total").asInt());
  }

  @Test
  void a_form_with_too_many_or_too_large_parts_is_refused() throws Exception {
    Form many = new Form();
    for (int i = 0; i < 200; i++) {
      many.field("f" + i, "x");
    }
    Form wide = new Form().field("description", "x".repeat(5000));
    Form header = new Form().field("x".repeat(20_000), "x");
    Form fields = new Form().field("description", "only");
    for (Form form : List.of(many, wide, header, fields)) {
      assertEquals(400, head.form("alice", "/api/files/upload", form).statusCode());
    }
    for (String type :
        List.of("multipart/form-data", "text/plain", "multipart/mixed; boundary=x")) {
      HttpResponse<byte[]> answer =
          head.send(
              "alice",
              "POST",
              "/api/files/upload",
              HttpRequest.BodyPublishers.ofString("x"),
              "Content-Type",
              type);
      assertEquals(415, answer.statusCode(), type);
    }
  }

  @Test
  void a_body_of_a_gigabyte_of_json_is_refused_before_it_comes() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", head.port())) {
      socket
          .getOutputStream()
          .write(
              """
              POST /api/v2/files/upload/init HTTP/1.1\r
              Host: a\r
              Authorization: Bearer %s\r
              Content-Type: application/json\r
              Content-Length: 1073741824\r
              \r
              {"filename":"\
              """
                  .formatted(Head.token("alice"))
                  .getBytes(ISO_8859_1));
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      assertTrue(lines.readLine().startsWith("HTTP/1.1 413 "));
    }
  }
}
