package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.authservice.Portal.Reply;
import org.hpcctl.services.kit.OpenApiContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The service is what its OpenAPI file says.
@Timeout(600)
class OpenApiTest {
  @TempDir Path folder;

  @Test
  void the_file_tells_of_every_route_and_of_no_other() throws Exception {
    try (Portal portal = new Portal(folder, "{}")) {
      OpenApiContract contract = OpenApiContract.of("auth_service");
      assertEquals(List.of(), contract.differences(portal.running));
      assertEquals(List.of(), contract.unnamed(portal.running));
    }
  }

  @Tag("slow")
  @Test
  void whatever_is_sent_the_answer_is_as_described() throws Exception {
    try (Portal portal = new Portal(folder, "{\"registration\": \"approved\"}")) {
      portal.account(portal.admin(), "victim", "user");
      List<String> broken =
          OpenApiContract.of("auth_service")
              .broken(portal.running, 12, 20261121, () -> administrator(portal));
      assertEquals("", String.join("\n", broken));
    }
  }

  /// From an address of its own, so that the fuzzer's failures do not keep it out.
  private static List<String> administrator(Portal portal) throws Exception {
    portal.later(Duration.ofMinutes(16));
    Reply reply =
        portal.send(
            "POST",
            "/api/auth/login",
            Optional.of(Portal.credentials("root.admin", Portal.PASSWORD)),
            "X-Forwarded-For",
            "203.0.113.7");
    return List.of("Authorization", "Bearer " + reply.json().path("token").asText());
  }
}
