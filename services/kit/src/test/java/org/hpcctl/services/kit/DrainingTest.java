package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class DrainingTest {
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch leave = new CountDownLatch(1);
  private final Routes slow =
      Routes.of(
          List.of(
              Route.get(
                  "/slow",
                  Access.open(),
                  _ -> {
                    entered.countDown();
                    leave.await();
                    return Answer.json(200, Json.object().put("finished", true));
                  })));

  @Test
  void a_running_request_finishes_while_new_ones_are_refused() throws Exception {
    try (ServerFixture server = new ServerFixture(slow);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<HttpResponse<String>> running = threads.submit(() -> server.ask("/slow"));
      entered.await();
      int port = server.running.port();
      Future<?> stop = threads.submit(server.running::close);
      awaitRefusal(port);

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

  /// Returns once the listening socket is closed: the first thing others see of a stop.
  private static void awaitRefusal(int port) throws IOException {
    while (true) {
      try (Socket _ = new Socket("127.0.0.1", port)) {
        Thread.onSpinWait();
      } catch (ConnectException _) {
        return;
      }
    }
  }
}
