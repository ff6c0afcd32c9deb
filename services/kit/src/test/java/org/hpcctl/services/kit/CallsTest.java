package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.limit.Limit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What an endpoint is given, and what happens before it is asked.
@Timeout(180)
class CallsTest {
  private record Wanted(String name, long count, Optional<String> note) {
    static Wanted read(Fields fields) {
      return new Wanted(
          fields.required("name", Kind.line(1, 8)),
          fields.required("count", Kind.number(1, 9)),
          fields.optional("note", Kind.lines(0, 20)));
    }
  }

  private static final Routes ROUTES =
      Routes.of(
          List.of(
              Route.get("/things/stats", Access.open(), _ -> text("stats")),
              Route.get("/things/{id}", Access.open(), call -> text(call.variable("id"))),
              Route.delete("/things/{id}", Access.signedIn(), _ -> Answer.empty(204)),
              Route.get("/admin", Access.permitted("admin"), _ -> text("in")),
              Route.get("/page", Access.open(), call -> text("" + call.query("limit", 1, 100, 50))),
              Route.get(
                  "/large",
                  Access.open(),
                  _ ->
                      Answer.streamed(
                          200,
                          "application/octet-stream",
                          100_000,
                          out -> out.write(new byte[100_000]))),
              Route.get(
                  "/cut",
                  Access.open(),
                  _ ->
                      Answer.streamed(
                          200,
                          "application/octet-stream",
                          100_000,
                          out -> {
                            out.write(new byte[50_000]);
                            out.flush();
                            throw new IOException("the disk is gone");
                          })),
              Route.post(
                      "/count",
                      Access.open(),
                      call -> text("" + call.stream().readAllBytes().length))
                  .body(10),
              Route.post(
                      "/full",
                      Access.open(),
                      call -> {
                        long _ = call.stream().skip(10_000_000);
                        throw new Refusal(507, "full", "The disk is full.");
                      })
                  .body(20_000_000),
              Route.get("/rare", Access.open(), _ -> text("once"))
                  .limited(Limit.of("rare", 2, Duration.ofMinutes(1))),
              Route.post(
                  "/things", Access.open(), call -> text(call.body(Wanted::read).toString()))));

  private static Answer text(String words) {
    return Answer.ok(Json.object().put("is", words));
  }

  @Test
  void a_fixed_path_wins_over_a_variable() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      assertEquals("stats", is(server.ask("/things/stats")));
      assertEquals("12_3", is(server.ask("/things/12_3")));
      assertEquals("12+3", is(server.ask("/things/12+3")));
      assertEquals(404, server.ask("/things/a/b").statusCode());
      assertEquals("DELETE, GET, HEAD, OPTIONS", allow(server.send("PUT", "/things/1")));
      assertEquals(204, server.send("OPTIONS", "/things/1").statusCode());
    }
  }

  @Test
  void a_body_is_read_or_refused_with_everything_that_is_wrong_with_it() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      assertTrue(post(server, "{\"name\":\"a\",\"count\":3}").body().contains("count=3"));
      HttpResponse<String> refused =
          post(server, "{\"name\":\"123456789\",\"count\":\"3\",\"colour\":1}");
      assertEquals(400, refused.statusCode());
      JsonNode body = Json.STRICT.readTree(refused.body());
      assertEquals("invalid_request", body.path("code").asText());
      assertEquals(
          List.of("name", "count", "colour"),
          body.path("errors").valueStream().map(e -> e.path("field").asText()).toList());
      for (String wrong :
          List.of("", "[]", "{", "{}x", "null", "{\"name\":\"a\",\"name\":\"b\",\"count\":1}")) {
        assertEquals(400, post(server, wrong).statusCode(), wrong);
      }
      HttpResponse<String> form =
          server.post("/things", "a=b", "Content-Type", "application/x-www-form-urlencoded");
      assertEquals(415, form.statusCode());
    }
  }

  @Test
  void a_body_larger_than_its_route_allows_is_413_declared_or_not() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      assertEquals("10", is(server.post("/count", "x".repeat(10))));
      assertEquals(413, server.post("/count", "x".repeat(11)).statusCode());
      String chunked =
          server.raw(
              "POST /count HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                  + "b\r\n12345678901\r\n0\r\n\r\n");
      assertTrue(chunked.startsWith("HTTP/1.1 413 "), chunked);
    }
  }

  @Test
  void a_large_body_that_is_refused_on_its_way_is_answered() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      // It reads when all of it is sent, as many clients do.
      String answer =
          server.raw(
              "POST /full HTTP/1.1\r\nHost: a\r\nContent-Length: 15000000\r\n"
                  + "Connection: close\r\n\r\n"
                  + "x".repeat(15_000_000));
      assertTrue(answer.startsWith("HTTP/1.1 507 "), answer);
    }
  }

  @Test
  void a_number_in_the_query_has_a_range() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      assertEquals("50", is(server.ask("/page")));
      assertEquals("7", is(server.ask("/page?limit=7")));
      for (String wrong : List.of("0", "101", "x", "", "99999999999999999999")) {
        assertEquals(400, server.ask("/page?limit=" + wrong).statusCode(), wrong);
      }
      assertEquals(400, server.ask("/page?limit=%ff%fe").statusCode());
    }
  }

  @Test
  void nobody_comes_in_without_saying_who_he_is() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      assertEquals(401, server.send("DELETE", "/things/1").statusCode());
      assertEquals(401, server.ask("/admin").statusCode());
      assertEquals(401, server.ask("/admin", "Authorization", "Basic YTpi").statusCode());
      assertEquals(401, server.ask("/admin", "Authorization", "Bearer x.y.z").statusCode());
    }
  }

  @Test
  void one_call_too_many_is_429_and_says_when_to_come_back() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      HttpResponse<String> first = server.ask("/rare");
      assertEquals("1", first.headers().firstValue("X-RateLimit-Remaining").orElse(""));
      assertEquals(200, server.ask("/rare").statusCode());
      HttpResponse<String> third = server.ask("/rare");
      assertEquals(429, third.statusCode());
      JsonNode body = Json.STRICT.readTree(third.body());
      assertEquals(2, body.path("limit").asInt());
      assertEquals(60, body.path("window").asInt());
      assertEquals(0, body.path("remaining").asInt());
      assertTrue(body.path("retry_after").asInt() >= 1, third.body());
      assertEquals(
          body.path("retry_after").asText(), third.headers().firstValue("Retry-After").orElse(""));
      assertEquals(200, server.ask("/rare", "X-Forwarded-For", "203.0.113.9").statusCode());
    }
  }

  @Test
  void what_anybody_may_do_is_open_to_a_browser_with_an_old_cookie() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      String[] old = {"Cookie", "hpcctl=x.y.z", "Content-Type", "application/json"};
      assertEquals(200, server.post("/things", "{\"name\":\"a\",\"count\":3}", old).statusCode());
      assertEquals(401, server.ask("/admin", old).statusCode());
    }
  }

  @Test
  void an_answer_may_be_written_while_it_is_read_and_is_cut_when_it_fails() throws Exception {
    try (ServerFixture server = new ServerFixture(ROUTES)) {
      assertEquals(100_000, server.ask("/large").body().length());
      assertEquals("", server.send("HEAD", "/large").body());
      int length = server.raw("GET /cut HTTP/1.1\r\nHost: a\r\n\r\n").length();
      assertTrue(length < 100_000, "all of it came");
    }
  }

  private static HttpResponse<String> post(ServerFixture server, String body) throws Exception {
    return server.post("/things", body, "Content-Type", "application/json");
  }

  private static String is(HttpResponse<String> response) throws Exception {
    return Json.STRICT.readTree(response.body()).path("is").asText();
  }

  private static String allow(HttpResponse<String> response) {
    return response.headers().firstValue("Allow").orElse("");
  }
}
