package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.kit.OpenApiContract;
import org.hpcctl.services.kit.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The service is what its OpenAPI file says. Its connections are not among the kit's routes, so
/// that each path is asked instead of compared.
@Timeout(180)
class OpenApiTest {
  @TempDir static Path folder;
  private static RunningService service;

  @BeforeAll
  static void open() throws Exception {
    service = RunningFixture.start(folder);
  }

  @AfterAll
  static void close() {
    service.close();
  }

  @Test
  void methods_that_the_file_does_not_name_are_refused() throws Exception {
    assertEquals(List.of(), contract().unnamed(service));
  }

  @Tag("slow")
  @Test
  void whatever_is_sent_the_answer_is_as_described() throws Exception {
    String token = RunningFixture.token(Duration.ofMinutes(5));
    for (List<String> headers :
        List.of(
            List.of("Authorization", "Bearer " + token),
            List.of("Authorization", "Bearer", "Cookie", "__Host-hpcctl=nothing"))) {
      List<String> broken = contract().broken(service, 100, 20261121, () -> headers);
      assertEquals("", String.join("\n", broken));
    }
  }

  private static OpenApiContract contract() throws IOException {
    return OpenApiContract.of("websocket_service");
  }
}
