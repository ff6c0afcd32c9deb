package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrainingTest {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final Routes slow =
      Routes.none()
          .and(
              Map.of(
                  "/slow",
                  _ -> {
                    entered.countDown();
                    leave.await();
                    return Answer.json(200, Json.object().put("finished", true));
                  }));

  @Test
  void a_running_request_finishes_and_readiness_is_gone_meanwhile() throws Exception {
    try (ServerFixture server = new ServerFixture(slow);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Socket kept = new Socket("127.0.0.1", server.running.port())) {
      BufferedReader answers =
          new BufferedReader(new InputStreamReader(kept.getInputStream(), StandardCharsets.UTF_8));
      assertEquals("HTTP/1.1 200 OK", ready(kept, answers));

      Future<HttpResponse<String>> running = threads.submit(() -> server.ask("/slow"));
      entered.await();
      CountDownLatch closing = new CountDownLatch(1);
      Future<?> stop =
          threads.submit(
              () -> {
                closing.countDown();
                server.running.close();
              });
      closing.await();
      refusedSoon(server.running);
      assertEquals("HTTP/1.1 503 Service Unavailable", ready(kept, answers));

      leave.countDown();
      stop.get();
      assertEquals("{\"finished\":true}", running.get().body());
      assertEquals("close", running.get().headers().firstValue("Connection").orElse("none"));
    }
  }

  @Test
  void a_request_that_never_ends_is_abandoned_after_the_drain_time() throws Exception {
    try (ServerFixture server =
            new ServerFixture(slow, new LinkedHashMap<>(), Duration.ofMillis(50));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> running = threads.submit(() -> server.ask("/slow"));
      entered.await();
      server.running.close();
      leave.countDown();
      assertTrue(
          assertThrows(ExecutionException.class, running::get).getCause() instanceof IOException);
    }
  }

  /// One readiness question on a connection that stays open; its status line.
  private static String ready(Socket socket, BufferedReader answers) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    String status = answers.readLine();
    int length = 0;
    for (String line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    answers.skip(length);
    return status;
  }

  /// Returns once the listening socket is closed: the first thing others see of a stop.
  private static void refusedSoon(RunningService running) throws IOException {
    int port = running.port();
    while (port > 0) {
      try (Socket _ = new Socket("127.0.0.1", port)) {
        Thread.onSpinWait();
      } catch (ConnectException _) {
        return;
      }
    }
  }
}
