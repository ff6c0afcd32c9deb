package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.junit.jupiter.api.Test;

class PagesTest {
  private static final Settings SETTINGS =
      new Settings(
          "front_end",
          "A & B's \"<i>\"",
          "server1",
          InetAddress.getLoopbackAddress(),
          0,
          Duration.ofSeconds(1),
          Surroundings.ofThisMachine("front_end", Map.of()));
  private static final String ASSET = "/admin/assets/index-abc.js";

  private static ServerFixture serving(String base) throws IOException {
    return new ServerFixture(Routes.of(Pages.load(base, SETTINGS)));
  }

  @Test
  void the_page_says_which_host_sent_it_and_is_asked_for_each_time() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      HttpResponse<String> page = server.ask("/admin/");
      assertTrue(page.body().contains("A &amp; B's &quot;&lt;i>&quot; on server1"), page.body());
      assertEquals("no-cache", header(page, "Cache-Control"));
      assertEquals("text/html; charset=utf-8", header(page, "Content-Type"));
    }
  }

  @Test
  void a_path_without_a_file_is_the_page_and_the_bare_prefix_leads_there() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      assertEquals(200, server.ask("/admin/users/7").statusCode());
      HttpResponse<String> bare = server.ask("/admin");
      assertEquals(308, bare.statusCode());
      assertEquals("/admin/", header(bare, "Location"));
    }
  }

  @Test
  void a_missing_file_another_prefix_and_a_foreign_room_are_404() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      for (String path : List.of("/admin/assets/gone.js", "/admin/x.png", "/other", "/")) {
        assertEquals(404, server.ask(path).statusCode(), path);
      }
    }
    try (ServerFixture server = serving("/")) {
      assertEquals(200, server.ask("/anything").statusCode());
      for (String path : List.of("/api/none", "/ws", "/metrics/x", "/assets/", "/files.json")) {
        assertEquals(404, server.ask(path).statusCode(), path);
      }
    }
  }

  @Test
  void no_way_out_of_the_pages() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      for (String path :
          List.of(
              "/admin/../org/hpcctl/services/kit/version.txt",
              "/admin/..%2forg/hpcctl/services/kit/version.txt",
              "/admin/%2e%2e/%2e%2e/logback.xml",
              "/admin//etc/passwd.txt",
              "/admin/assets\\index.html")) {
        String answer =
            server.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.matches("(?s)HTTP/1.1 4\\d\\d .*"), answer);
      }
    }
  }

  @Test
  void a_named_by_content_file_is_kept_for_ever_and_travels_packed() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      HttpResponse<String> plain = server.ask(ASSET);
      assertEquals("console.log('plain');\n", plain.body());
      assertEquals("public, max-age=31536000, immutable", header(plain, "Cache-Control"));
      assertEquals("Accept-Encoding", header(plain, "Vary"));
      HttpResponse<String> packed = server.ask(ASSET, "Accept-Encoding", "br, gzip;q=0.8");
      assertEquals("gzip", header(packed, "Content-Encoding"));
      HttpResponse<String> unwanted = server.ask(ASSET, "Accept-Encoding", "gzip;q=0");
      assertEquals("", header(unwanted, "Content-Encoding"));
    }
  }

  @Test
  void a_header_that_cannot_be_read_is_the_clients_mistake() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      assertEquals(400, server.ask(ASSET, "Accept-Encoding", "gzip;q=\"").statusCode());
    }
  }

  @Test
  void what_the_browser_still_has_is_not_sent_again() throws Exception {
    try (ServerFixture server = serving("/admin/")) {
      String tag = header(server.ask("/admin/"), "ETag");
      for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
        HttpResponse<String> answer = server.ask("/admin/", "If-None-Match", known);
        assertEquals(304, answer.statusCode(), known);
        assertEquals(tag, header(answer, "ETag"));
      }
      assertEquals(200, server.ask("/admin/", "If-None-Match", "\"other\"").statusCode());
    }
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}
