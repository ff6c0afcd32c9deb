package org.hpcctl.templates.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import module java.base;

import org.junit.jupiter.api.Test;

/// Under which names nginx answers as the portal.
final class PortalSiteTest {
  @Test
  void a_wildcard_is_written_as_nginx_reads_it() {
    assertEquals(
        List.of("    server_name portal.lab *.portal.lab 192.0.2.1;"),
        named("portal.lab", "*.portal.lab", "192.0.2.1")
            .lines()
            .filter(line -> line.contains("server_name"))
            .distinct()
            .toList());
  }

  @Test
  void a_star_elsewhere_is_refused() {
    for (String name : List.of("portal.*", "*", "*.*.lab", "a*.lab")) {
      assertThrows(RuntimeException.class, () -> named(name), name);
    }
  }

  private static String named(String... names) {
    return new PortalSite(
            List.of(names),
            true,
            true,
            false,
            List.of(),
            "1m",
            10,
            List.of(),
            "127.0.0.1:80",
            List.of())
        .text();
  }
}
