package org.hpcctl.services.fileservice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.OpenApiContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is written down is what is there, whatever is sent.
@Timeout(300)
class OpenApiTest {
  @TempDir Path folder;

  @Tag("slow")
  @Test
  void the_description_and_the_service_are_the_same() throws Exception {
    OpenApiContract contract = OpenApiContract.of("file_service");
    try (Head head = new Head(folder, Json.object())) {
      assertEquals(List.of(), contract.differences(head.running()));
      assertEquals(List.of(), contract.unnamed(head.running()));
      assertEquals(
          List.of(),
          contract.broken(
              head.running(),
              60,
              11,
              () -> List.of("Authorization", "Bearer " + Client.token("alice"))));
      assertEquals(
          List.of(),
          contract.broken(
              head.running(),
              60,
              12,
              () ->
                  List.of(
                      "Authorization",
                      "Bearer " + Client.token("boss"),
                      "Tus-Resumable",
                      "1.0.0",
                      "Upload-Length",
                      "10",
                      "Upload-Offset",
                      "0")));
    }
  }
}
