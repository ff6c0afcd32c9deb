package org.hpcctl.services.fileservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;
import module java.sql;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.testkit.Detour;
import org.hpcctl.testkit.MariaDbServer;
import org.hpcctl.testkit.TusUpload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Heads that share a MariaDB and the users' directories, as those of a cluster do.
@Timeout(600)
class SeveralHeadsIT {
  private static final int CHUNK = 64 * 1024;
  private static final List<String> SMALL = List.of("-XX:+UseSerialGC", "-Xmx64m");

  @TempDir Path folder;
  private MariaDbServer database;
  private HeadProcess one;
  private HeadProcess two;

  @BeforeEach
  void open() throws Exception {
    database = MariaDbServer.start(Files.createDirectory(folder.resolve("database")));
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:mariadb://127.0.0.1:" + database.port() + "/",
                MariaDbServer.USER,
                MariaDbServer.PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE files_db");
    }
    one = head("one");
    two = head("two");
  }

  private HeadProcess head(String name) throws IOException {
    return HeadProcess.start(
        database, folder.resolve("files"), folder.resolve(name), SMALL, Json.object());
  }

  @AfterEach
  void close() throws Exception {
    one.close();
    two.close();
    database.close();
  }

  private Path sent(String name) {
    return folder.resolve("files").resolve("user-1").resolve(name);
  }

  @Test
  void both_take_chunks_of_one_upload_at_once_even_the_same_ones() throws Exception {
    int total = 200;
    byte[] file = Client.bytes(5, total * CHUNK - 1);
    String id = one.begin("alice", "größe 名.bin", file.length);
    List<Integer> order = new ArrayList<>(IntStream.range(0, total).boxed().toList());
    order.addAll(List.copyOf(order));
    Collections.shuffle(order, new Random(1));
    Queue<Integer> work = new ConcurrentLinkedQueue<>(order);
    List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
    try (ExecutorService senders = Executors.newFixedThreadPool(8)) {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Client head = i % 2 == 0 ? one : two;
        all.add(
            () -> {
              for (Integer index = work.poll(); index != null; index = work.poll()) {
                byte[] part =
                    Arrays.copyOfRange(
                        file, index * CHUNK, Math.min(file.length, (index + 1) * CHUNK));
                int status = head.chunk("alice", id, index, part).statusCode();
                statuses.add(status);
                if (status == 503) {
                  work.add(index);
                }
              }
              return true;
            });
      }
      for (Future<Boolean> each : senders.invokeAll(all)) {
        each.get();
      }
    }
    assertTrue(Set.of(200, 409, 503).containsAll(statuses), statuses.toString());
    List<Integer> ends = new ArrayList<>();
    try (ExecutorService both = Executors.newFixedThreadPool(2)) {
      List<Callable<HttpResponse<byte[]>>> rivals =
          List.of(() -> one.complete("alice", id), () -> two.complete("alice", id));
      for (Future<HttpResponse<byte[]>> end : both.invokeAll(rivals)) {
        ends.add(end.get().statusCode());
      }
    }
    assertEquals(1, Collections.frequency(ends, 200), ends.toString());
    assertEquals(Client.digest("SHA-256", file), Client.digest("SHA-256", read(id)));
    assertTrue(Files.notExists(sent("größe 名 (2).bin")));
  }

  private byte[] read(String id) throws Exception {
    return two.ask("alice", "GET", "/api/files/" + id).body();
  }

  @Test
  void a_head_killed_in_the_middle_of_an_upload_is_followed_by_another() throws Exception {
    Path file = Files.write(folder.resolve("file"), Client.bytes(2, 100_000_000));
    try (Detour detour = new Detour(one.port())) {
      TusUpload running =
          TusClient.send(
              detour.port(),
              file,
              Json.object().put("name", "killed.bin").put("chunkSize", 10_000_000));
      detour.awaitCarried(40_000_000);
      one.kill();
      detour.lead(two.port());
      JsonNode done = running.end();
      assertEquals("success", done.path("on").asText(), done.toString());
    }
    assertEquals(-1, Files.mismatch(file, sent("killed.bin")));
  }

  @Test
  void a_database_that_restarts_is_a_503_and_nothing_is_lost() throws Exception {
    byte[] file = Client.bytes(6, 3 * CHUNK);
    String id = one.begin("alice", "restart.bin", file.length);
    assertEquals(200, one.chunk("alice", id, 0, Arrays.copyOf(file, CHUNK)).statusCode());
    database.kill();
    HttpResponse<byte[]> away =
        one.chunk("alice", id, 1, Arrays.copyOfRange(file, CHUNK, 2 * CHUNK));
    assertEquals(503, away.statusCode());
    assertTrue(away.headers().firstValue("Retry-After").isPresent());
    database.start();
    for (int index = 1; index < 3; index++) {
      byte[] part = Arrays.copyOfRange(file, index * CHUNK, (index + 1) * CHUNK);
      assertEquals(200, two.chunk("alice", id, index, part).statusCode());
    }
    assertEquals(200, one.complete("alice", id).statusCode());
    assertEquals(Client.digest("SHA-256", file), Client.digest("SHA-256", read(id)));
  }
}
