package org.hpcctl.services.fileservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Uploads in chunks as the portal's documents have them.
@Timeout(300)
class ChunkedUploadTest {
  private static final int CHUNK = 64 * 1024;
  private static final byte[] FILE = Head.bytes(1, 3 * CHUNK + 100);
  private static final String UPLOADS = "/api/v2/files/uploads";

  @TempDir Path folder;
  private Head head;

  @BeforeEach
  void open() throws Exception {
    head =
        new Head(folder, Json.object().put("quota", 100_000_000).put("max_file_size", 50_000_000));
  }

  @AfterEach
  void close() throws Exception {
    head.close();
  }

  private static byte[] part(int index) {
    return Arrays.copyOfRange(FILE, index * CHUNK, Math.min(FILE.length, (index + 1) * CHUNK));
  }

  private Path mine(String name) {
    return folder.resolve("files").resolve("user-1").resolve(name);
  }

  @Test
  void chunks_in_any_order_become_the_file() throws Exception {
    HttpResponse<byte[]> begun =
        head.post(
            "alice",
            "/api/v2/files/upload/init",
            Json.object()
                .put("filename", "größe.csv")
                .put("file_size", FILE.length)
                .put("chunk_size", CHUNK)
                .put("user_id", "alice")
                .put("job_id", "4711")
                .put("sha256", Head.digest("SHA-256", FILE)));
    assertEquals(201, begun.statusCode());
    JsonNode body = Head.json(begun);
    String id = body.path("upload_id").asText();
    assertTrue(id.matches("[0-9a-f]{32}"), id);
    assertEquals(4, body.path("total_chunks").asInt());
    assertEquals("größe.csv", body.path("storage_path").asText());
    assertEquals("data", body.path("file_info").path("file_type").asText());

    for (int index : List.of(3, 0, 2)) {
      assertEquals(200, head.chunk("alice", id, index, part(index)).statusCode());
    }
    JsonNode detail = Head.json(head.ask("alice", "GET", UPLOADS + "/" + id));
    assertEquals("[0,2,3]", detail.path("received").toString());
    assertEquals("[1]", detail.path("missing").toString());
    assertEquals("uploading", detail.path("status").asText());
    HttpResponse<byte[]> early = head.complete("alice", id);
    assertEquals(400, early.statusCode());
    assertEquals("[1]", Head.json(early).path("missing").toString());
    assertTrue(Files.notExists(mine("größe.csv")));

    JsonNode last = Head.json(head.chunk("alice", id, 1, part(1)));
    assertEquals(4, last.path("uploaded_chunks").asInt());
    assertEquals(100.0, last.path("progress").asDouble());
    JsonNode done = Head.json(head.complete("alice", id));
    assertEquals("größe.csv", done.path("file_path").asText());
    assertEquals(id, done.path("file_id").asText());
    assertArrayEquals(FILE, Files.readAllBytes(mine("größe.csv")));
    assertEquals("[]", parts());

    HttpResponse<byte[]> twice = head.complete("alice", id);
    assertEquals(400, twice.statusCode());
    assertEquals("upload_completed", Head.json(twice).path("code").asText());
    assertEquals(400, head.chunk("alice", id, 1, part(1)).statusCode());
    JsonNode list = Head.json(head.ask("alice", "GET", UPLOADS + "?status=completed&job_id=4711"));
    assertEquals(1, list.path("total").asInt());
    assertEquals(id, list.path("uploads").path(0).path("file_id").asText());
  }

  private String parts() throws IOException {
    try (Stream<Path> parts = Files.list(mine(".uploads"))) {
      return parts.toList().toString();
    }
  }

  @Test
  void a_chunk_sent_again_counts_once_and_with_other_bytes_is_refused() throws Exception {
    String id = head.begin("alice", "twice.bin", FILE.length);
    assertEquals(200, head.chunk("alice", id, 0, part(0)).statusCode());
    HttpResponse<byte[]> again = head.chunk("alice", id, 0, part(0));
    assertEquals(200, again.statusCode());
    assertEquals(1, Head.json(again).path("uploaded_chunks").asInt());
    assertEquals(409, head.chunk("alice", id, 0, part(1)).statusCode());
    for (int index = 1; index < 4; index++) {
      head.chunk("alice", id, index, part(index));
    }
    assertEquals(200, head.complete("alice", id).statusCode());
    assertArrayEquals(FILE, Files.readAllBytes(mine("twice.bin")));
  }

  @Test
  void checksums_are_believed_to_nobody() throws Exception {
    String id = head.begin("alice", "sum.bin", FILE.length);
    for (Map.Entry<String, String> wrong :
        Map.of(
                "checksum", Head.digest("MD5", part(1)),
                "sha256", Head.digest("SHA-256", part(1)))
            .entrySet()) {
      HttpResponse<byte[]> refused = sums(id, Map.of(wrong.getKey(), wrong.getValue()));
      assertEquals(400, refused.statusCode());
      assertEquals("Chunk checksum mismatch", Head.json(refused).path("detail").asText());
    }
    assertEquals(400, sums(id, Map.of("checksum", "xyz")).statusCode());
    Map<String, String> right =
        Map.of("checksum", Head.digest("MD5", part(0)), "sha256", Head.digest("SHA-256", part(0)));
    assertEquals(200, sums(id, right).statusCode());
    for (int index = 1; index < 4; index++) {
      head.chunk("alice", id, index, part(index));
    }
    HttpResponse<byte[]> whole =
        head.post(
            "alice",
            "/api/v2/files/upload/complete",
            Json.object().put("upload_id", id).put("sha256", "0".repeat(64)));
    assertEquals(400, whole.statusCode());
    assertEquals(
        "failed", Head.json(head.ask("alice", "GET", UPLOADS + "/" + id)).path("status").asText());
    assertTrue(Files.notExists(mine("sum.bin")));
  }

  private HttpResponse<byte[]> sums(String id, Map<String, String> sums) throws Exception {
    Form form =
        new Form().field("upload_id", id).field("chunk_index", "0").file("chunk", "c", part(0));
    sums.forEach(form::field);
    return head.form("alice", "/api/v2/files/upload/chunk", form);
  }

  @Test
  void sizes_and_numbers_that_lie_are_refused() throws Exception {
    String id = head.begin("alice", "lie.bin", FILE.length);
    byte[] more = Head.bytes(2, CHUNK + 1);
    assertEquals(400, head.chunk("alice", id, 0, more).statusCode());
    assertEquals(400, head.chunk("alice", id, 0, Head.bytes(2, CHUNK - 1)).statusCode());
    assertEquals(400, head.chunk("alice", id, 0, new byte[0]).statusCode());
    for (Object index : List.of(4, -1, "x", "", "99999999999", "1.5", "0x1", "2147483648")) {
      assertEquals(400, head.chunk("alice", id, index, part(0)).statusCode(), "" + index);
    }
    assertEquals(200, head.chunk("alice", id, 0, part(0)).statusCode());
    for (ObjectNode wrong :
        List.of(
            Json.object().put("file_size", 1),
            Json.object().put("filename", "a").put("file_size", -1),
            Json.object().put("filename", "a").put("file_size", 1.5),
            Json.object().put("filename", "a").put("file_size", "1"),
            Json.object().put("filename", "a").put("file_size", 50_000_001),
            Json.object().put("filename", "a").put("file_size", Long.MAX_VALUE),
            Json.object().put("filename", "a").put("file_size", 1).put("chunk_size", 0),
            Json.object().put("filename", "a").put("file_size", 1).put("chunk_size", 1L << 40),
            Json.object().put("filename", "a").put("file_size", 1).put("file_type", "exe"),
            Json.object().put("filename", "a").put("file_size", 1).put("job_id", "../1"),
            Json.object().put("filename", "a").put("file_size", 1).put("sha256", "abc"))) {
      assertEquals(
          400, head.post("alice", "/api/v2/files/upload/init", wrong).statusCode(), "" + wrong);
    }
  }

  @Test
  void a_name_is_one_harmless_step_of_a_path() throws Exception {
    for (String name :
        List.of(
            "",
            " ",
            ".",
            "..",
            "../a",
            "a/b",
            "/etc/passwd",
            "a\\b",
            "a\0b",
            "a\r\nSet-Cookie: b",
            "\u202Etxt.exe",
            ".uploads",
            "x".repeat(241),
            "ä".repeat(121))) {
      ObjectNode body = Json.object().put("filename", name).put("file_size", 1);
      assertEquals(400, head.post("alice", "/api/v2/files/upload/init", body).statusCode(), name);
    }
    for (String name : List.of("...", "a..b", "-rf", "~", "$(id)", "x".repeat(240))) {
      String id = head.begin("alice", name, 1);
      head.chunk("alice", id, 0, new byte[1]);
      assertEquals(200, head.complete("alice", id).statusCode(), name);
      assertTrue(Files.isRegularFile(mine(name)), name);
    }
  }

  @Test
  void what_belongs_to_another_is_not_touched() throws Exception {
    String id = head.begin("alice", "mine.bin", 1);
    assertEquals(403, head.ask("bob", "GET", UPLOADS + "/" + id).statusCode());
    assertEquals(403, head.ask("bob", "DELETE", UPLOADS + "/" + id).statusCode());
    assertEquals(403, head.chunk("bob", id, 0, new byte[1]).statusCode());
    assertEquals(403, head.complete("bob", id).statusCode());
    assertEquals(403, head.ask("bob", "GET", UPLOADS + "?user_id=alice").statusCode());
    assertEquals(0, Head.json(head.ask("bob", "GET", UPLOADS)).path("total").asInt());
    assertEquals(401, head.ask("", "GET", UPLOADS).statusCode());
    ObjectNode forBob =
        Json.object().put("filename", "a").put("file_size", 1).put("user_id", "bob");
    assertEquals(403, head.post("alice", "/api/v2/files/upload/init", forBob).statusCode());
    assertEquals(200, head.ask("boss", "GET", UPLOADS + "/" + id).statusCode());
    assertEquals(
        1, Head.json(head.ask("boss", "GET", UPLOADS + "?user_id=alice")).path("total").asInt());
    for (String other : List.of("0".repeat(32), "..%2F..%2Fetc%2Fpasswd", "x", "%00", "'--")) {
      int status = head.ask("alice", "GET", UPLOADS + "/" + other).statusCode();
      assertTrue(status == 404 || status == 400, other + ": " + status);
    }
    assertEquals(404, head.chunk("alice", "../" + id, 0, new byte[1]).statusCode());
  }

  @Test
  void a_cancelled_upload_leaves_nothing_and_a_completed_one_keeps_its_file() throws Exception {
    String id = head.begin("alice", "gone.bin", 1);
    head.chunk("alice", id, 0, new byte[1]);
    HttpResponse<byte[]> deleted = head.ask("alice", "DELETE", UPLOADS + "/" + id);
    assertEquals(id, Head.json(deleted).path("upload_id").asText());
    assertEquals("[]", parts());
    assertEquals("upload_cancelled", Head.json(head.complete("alice", id)).path("code").asText());
    assertEquals(400, head.chunk("alice", id, 0, new byte[1]).statusCode());

    String kept = head.begin("alice", "kept.bin", 1);
    head.chunk("alice", kept, 0, new byte[1]);
    head.complete("alice", kept);
    assertEquals(409, head.ask("alice", "DELETE", UPLOADS + "/" + kept).statusCode());
    assertTrue(Files.exists(mine("kept.bin")));
    assertEquals(
        200, head.ask("alice", "DELETE", UPLOADS + "/" + kept + "?delete_file=true").statusCode());
    assertTrue(Files.notExists(mine("kept.bin")));
  }

  @Test
  void a_file_never_replaces_another_nor_follows_a_link() throws Exception {
    Path outside = Files.writeString(folder.resolve("outside"), "untouched");
    Files.createDirectories(mine("x").getParent());
    Files.createSymbolicLink(mine("a.txt"), outside);
    Files.createDirectory(mine("a (2).txt"));
    String id = head.begin("alice", "a.txt", 1);
    head.chunk("alice", id, 0, new byte[1]);
    JsonNode done = Head.json(head.complete("alice", id));
    assertEquals("a (3).txt", done.path("file_path").asText());
    assertEquals("untouched", Files.readString(outside));

    Files.delete(mine("a (3).txt"));
    Files.createSymbolicLink(mine("a (3).txt"), outside);
    HttpResponse<byte[]> read = head.ask("alice", "GET", "/api/files/" + id);
    assertEquals(404, read.statusCode());
  }

  @Test
  void of_many_who_complete_at_once_one_does() throws Exception {
    String id = head.begin("alice", "once.bin", 1);
    head.chunk("alice", id, 0, new byte[1]);
    List<Integer> all = together(8, () -> head.complete("alice", id).statusCode());
    assertEquals(1, Collections.frequency(all, 200), "" + all);
    assertTrue(all.stream().allMatch(Set.of(200, 400, 409)::contains), "" + all);
    assertTrue(Files.notExists(mine("once (2).bin")));
  }

  @Test
  void of_many_who_send_one_chunk_at_once_the_file_has_the_bytes_of_one() throws Exception {
    String id = head.begin("alice", "race.bin", CHUNK);
    List<byte[]> rivals = IntStream.range(0, 8).mapToObj(i -> Head.bytes(i, CHUNK)).toList();
    Iterator<byte[]> next = rivals.iterator();
    List<Integer> all =
        together(
            8,
            () -> {
              byte[] own;
              synchronized (next) {
                own = next.next();
              }
              return head.chunk("alice", id, 0, own).statusCode();
            });
    assertEquals(1, Collections.frequency(all, 200), "" + all);
    assertEquals(7, Collections.frequency(all, 409), "" + all);
    assertEquals(200, head.complete("alice", id).statusCode());
    byte[] kept = Files.readAllBytes(mine("race.bin"));
    assertTrue(rivals.stream().anyMatch(rival -> Arrays.equals(rival, kept)));
  }

  private static <T> List<T> together(int many, Callable<T> work) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
      List<T> all = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(Collections.nCopies(many, work))) {
        all.add(each.get());
      }
      return all;
    }
  }

  @Test
  void the_quota_is_promised_at_the_beginning() throws Exception {
    head.begin("alice", "a.bin", 50_000_000);
    String second = head.begin("alice", "b.bin", 50_000_000);
    ObjectNode third = Json.object().put("filename", "c.bin").put("file_size", 1);
    HttpResponse<byte[]> full = head.post("alice", "/api/v2/files/upload/init", third);
    assertEquals(507, full.statusCode());
    assertEquals(100_000_000, Head.json(full).path("used").asLong());
    head.begin("bob", "c.bin", 1);
    head.ask("alice", "DELETE", UPLOADS + "/" + second);
    head.begin("alice", "c.bin", 1);
  }

  @Test
  void the_documented_limits_are_exact_and_each_route_has_its_own() throws Exception {
    for (int i = 0; i < 20; i++) {
      HttpResponse<byte[]> answer =
          head.post("alice", "/api/v2/files/upload/init", Json.object().put("filename", "x"));
      assertEquals(400, answer.statusCode());
    }
    HttpResponse<byte[]> blocked =
        head.post("alice", "/api/v2/files/upload/init", Json.object().put("filename", "x"));
    assertEquals(429, blocked.statusCode());
    assertTrue(blocked.headers().firstValue("Retry-After").isPresent());
    JsonNode body = Head.json(blocked);
    for (String key : List.of("error", "message", "retry_after", "limit", "window", "remaining")) {
      assertTrue(body.has(key), key);
    }
    head.begin("bob", "x", 1);
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 110; i++) {
      statuses.add(head.ask("alice", "GET", UPLOADS).statusCode());
    }
    assertEquals(Collections.nCopies(100, 200), statuses.subList(0, 100));
    assertEquals(Collections.nCopies(10, 429), statuses.subList(100, 110));
    assertEquals(403, head.ask("alice", "GET", "/api/v2/files/stats").statusCode());
    JsonNode stats = Head.json(head.ask("boss", "GET", "/api/v2/files/stats"));
    assertEquals(11, stats.path("blocked_requests").asInt());
    assertEquals(2, stats.path("active_users").asInt());
  }

  @Test
  void an_empty_file_is_a_file() throws Exception {
    String id = head.begin("alice", "empty", 0);
    assertEquals(400, head.chunk("alice", id, 0, new byte[0]).statusCode());
    assertEquals(200, head.complete("alice", id).statusCode());
    assertEquals(0, Files.size(mine("empty")));
    HttpResponse<byte[]> read = head.ask("alice", "GET", "/api/files/" + id);
    assertEquals(200, read.statusCode());
    assertEquals("", new String(read.body(), UTF_8));
  }
}
