package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class RunningServiceTest {
  private static final Routes FAILING =
      Routes.of(
          List.of(
              Route.get(
                  "/fail",
                  Access.open(),
                  _ -> {
                    throw new IllegalStateException("the inside of the house");
                  })));

  @Test
  void what_is_not_built_is_a_problem_with_status_404() throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      HttpResponse<String> response = server.ask("/api/front/jobs", "X-Request-ID", "abcd-1234");
      assertEquals(404, response.statusCode());
      assertEquals("application/problem+json", header(response, "Content-Type"));
      JsonNode body = Json.STRICT.readTree(response.body());
      assertEquals("Not Found", body.path("title").asText());
      assertEquals("abcd-1234", body.path("request_id").asText());
    }
  }

  @Test
  void a_method_that_a_path_does_not_answer_is_405_and_says_which_it_does() throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      HttpResponse<String> response = server.send("DELETE", "/health");
      assertEquals(405, response.statusCode());
      assertEquals("GET, HEAD, OPTIONS", header(response, "Allow"));
    }
  }

  @Test
  void head_gives_the_length_and_no_body() throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      HttpResponse<String> response = server.send("HEAD", "/health");
      assertEquals(200, response.statusCode());
      assertEquals("", response.body());
      assertTrue(Integer.parseInt(header(response, "Content-Length")) > 0);
    }
  }

  @Test
  void a_body_beyond_the_bound_is_413_and_ends_the_connection() throws Exception {
    Route route = Route.post("/x", Access.open(), _ -> Answer.empty(204));
    try (ServerFixture server = new ServerFixture(Routes.of(List.of(route)))) {
      String answer = server.raw("POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 1048577\r\n\r\n");
      assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
    }
  }

  @Test
  void headers_beyond_the_bound_and_broken_requests_are_problems_too() throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      String long16k = "a".repeat(16 * 1024);
      String large = server.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + long16k + "\r\n\r\n");
      assertTrue(large.startsWith("HTTP/1.1 431 "), large);
      assertTrue(large.contains("application/problem+json"), large);
      String broken = server.raw("GET\r\n\r\n");
      assertTrue(broken.startsWith("HTTP/1.1 400 "), broken);
      String climbing =
          server.raw("GET /%2e%2e/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      assertTrue(climbing.startsWith("HTTP/1.1 400 "), climbing);
    }
  }

  @Test
  void a_request_id_is_kept_when_it_is_safe_and_made_up_otherwise() throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      String kept =
          header(server.ask("/health", "X-Request-ID", "0123456789abcdef"), "X-Request-ID");
      assertEquals("0123456789abcdef", kept);
      for (String unsafe : List.of("short", "a b c d e f g h", "x".repeat(65), "<script>alert")) {
        String made = header(server.ask("/health", "X-Request-ID", unsafe), "X-Request-ID");
        assertTrue(made.matches("[0-9a-f]{32}"), made);
      }
    }
  }

  @Test
  void each_request_has_a_virtual_thread_that_may_block() throws Exception {
    CompletableFuture<Thread> thread = new CompletableFuture<>();
    Endpoint endpoint =
        _ -> {
          thread.complete(Thread.currentThread());
          return Answer.json(200, Json.object());
        };
    try (ServerFixture server =
        new ServerFixture(Routes.of(List.of(Route.get("/who", Access.open(), endpoint))))) {
      server.ask("/who");
      assertTrue(thread.get().isVirtual());
    }
  }

  @Test
  void a_failure_is_a_500_that_tells_nothing() throws Exception {
    try (ServerFixture server = new ServerFixture(FAILING)) {
      HttpResponse<String> response = server.ask("/fail");
      assertEquals(500, response.statusCode());
      assertFalse(response.body().contains("inside"), response.body());
    }
  }

  @Test
  void what_came_through_nginx_does_not_see_the_internal_routes() throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      for (String path : List.of("/health/detailed", "/metrics")) {
        assertEquals(200, server.ask(path).statusCode(), path);
        assertEquals(404, server.ask(path, "X-Forwarded-For", "203.0.113.9").statusCode(), path);
      }
      for (String path : List.of("/health", "/health/ready", "/api/front/health")) {
        assertEquals(200, server.ask(path, "X-Forwarded-For", "203.0.113.9").statusCode(), path);
      }
    }
  }

  @Test
  void a_failing_check_is_named_and_takes_readiness_away_but_not_life() throws Exception {
    SequencedMap<String, Check> checks = new LinkedHashMap<>();
    checks.put("disk", () -> Optional.of("full"));
    try (ServerFixture server = new ServerFixture(Routes.none(), checks, Duration.ofSeconds(10))) {
      assertEquals(200, server.ask("/health").statusCode());
      assertEquals(503, server.ask("/health/ready").statusCode());
      HttpResponse<String> detailed = server.ask("/health/detailed");
      assertEquals(503, detailed.statusCode());
      JsonNode disk = Json.STRICT.readTree(detailed.body()).path("checks").path("disk");
      assertEquals("full", disk.path("fault").asText());
      assertTrue(disk.path("latency_ms").isNumber());
    }
  }

  @Test
  void metrics_count_by_route_method_and_status_and_never_by_what_clients_invent()
      throws Exception {
    try (ServerFixture server = new ServerFixture(Routes.none())) {
      server.ask("/health");
      server.ask("/invented/1");
      server.send("FROB", "/invented/2");
      String text = server.ask("/metrics").body();
      assertTrue(
          text.contains("http_requests_total{method=\"GET\",route=\"/health\",status=\"200\"} 1.0"),
          text);
      assertTrue(
          text.contains("http_requests_total{method=\"other\",route=\"none\",status=\"404\"} 1.0"));
      assertTrue(text.contains("http_request_duration_seconds_bucket{route=\"none\",le=\"0.1\"}"));
      assertTrue(text.contains("service_info{host=\"server1\",service=\"front_end\""));
      assertTrue(text.contains("jvm_memory_used_bytes"));
      assertTrue(text.contains("process_cpu_seconds_total"));
      assertFalse(text.contains("invented"));
    }
  }

  @Test
  void a_taken_port_is_said_with_address_and_reason() throws Exception {
    try (ServerFixture first = new ServerFixture(Routes.none())) {
      Settings same =
          new Settings(
              "other",
              "my_cluster",
              "server1",
              InetAddress.ofLiteral("127.0.0.1"),
              first.running.port(),
              Duration.ZERO,
              Surroundings.ofThisMachine("other", Map.of()));
      Service<Service.NoOptions> service = ServerFixture.service(Routes.none());
      IOException refused =
          assertThrows(IOException.class, () -> service.start(same, new Service.NoOptions()));
      assertEquals(
          "cannot listen on 127.0.0.1 port " + first.running.port() + ": Address already in use",
          refused.getMessage());
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
