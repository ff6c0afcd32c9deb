package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// A release of which one service never becomes ready.
final class BrokenRelease {
  private BrokenRelease() {}

  /// The release as it is, but with another service's jar under the name of auth_service.
  ///
  /// @return its program
  static Path below(Path folder) throws Exception {
    Path home = folder.resolve("hpcctl");
    run("cp", "-a", Hpcctl.HOME.toString(), home.toString());
    Path jar = home.resolve("services/auth_service.jar");
    Files.copy(home.resolve("services/job_api.jar"), jar, StandardCopyOption.REPLACE_EXISTING);
    Path list = home.resolve("release.json");
    ObjectMapper mapper = new ObjectMapper();
    JsonNode root = mapper.readTree(list.toFile());
    JsonNode other = JsonNodeFactory.instance.nullNode();
    for (JsonNode artifact : root.path("artifacts")) {
      if (artifact.path("file").asText().endsWith("/job_api.jar")) {
        other = artifact;
      }
    }
    for (JsonNode artifact : root.path("artifacts")) {
      if (artifact.path("file").asText().endsWith("/auth_service.jar")) {
        ((ObjectNode) artifact).set("sha256", other.path("sha256"));
        ((ObjectNode) artifact).set("size", other.path("size"));
      }
    }
    mapper.writeValue(list.toFile(), root);
    return home.resolve("bin/hpcctl");
  }

  static void remove(Path folder) throws Exception {
    run("rm", "-rf", folder.toString());
  }

  private static void run(String... words) throws Exception {
    assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor());
  }
}
