package org.hpcctl.services.kit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.testkit.Golden;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What each of the eight keeps to; a service's own test extends it and adds what is its own.
public abstract class ServiceContract {
  private final Class<?> main;
  private final Service<?> service;

  /// @param main the class that `java -jar` starts
  protected ServiceContract(Class<?> main, Service<?> service) {
    this.main = main;
    this.service = service;
  }

  @Test
  void the_example_settings_are_accepted() throws Exception {
    assertEquals(service.name(), read(example()));
  }

  @Test
  void the_settings_that_hpcctl_renders_are_accepted() throws Exception {
    Path rendered =
        repository()
            .resolve("templates/src/test/resources/golden/web/service.json")
            .resolve(service.name() + ".json");
    assertEquals(service.name(), read(rendered));
  }

  @Test
  void its_page_in_the_documentation_is_made_from_its_openapi_file() throws Exception {
    Path openApi = Path.of("src/main/resources/openapi", service.name() + ".yaml");
    if (Files.exists(openApi)) {
      Path page = repository().resolve("docs/reference/api").resolve(service.name() + ".md");
      Golden.assertSame(page, OpenApiPage.of(OpenApiFile.read(openApi)));
    }
  }

  @Test
  void the_portal_asks_this_service_where_it_answers() throws Exception {
    String listed = "name: \"" + service.name() + "\"";
    String asked = "health: \"" + service.prefix() + "/health\"";
    assertTrue(
        Files.readAllLines(repository().resolve("web/shared/src/services.ts")).stream()
            .anyMatch(line -> line.contains(listed) && line.contains(asked)),
        listed + " with " + asked);
  }

  @Tag("slow")
  @Test
  @Timeout(180)
  void the_process_serves_until_it_is_told_to_stop(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("settings.json");
    ObjectNode settings = (ObjectNode) Json.STRICT.readTree(Files.readAllBytes(example()));
    settings.put("port", 0).put("state", folder.resolve("state").toString());
    Files.writeString(file, Json.text(settings));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                "--config",
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      JsonNode ready = Json.STRICT.readTree(lines.readLine());
      assertEquals("ready", ready.path("message").asText());
      URI server = URI.create("http://127.0.0.1:" + ready.path("port").asInt());
      awaitWell(client, server.resolve("/health/detailed"));
      for (String path :
          List.of("/health", "/health/ready", "/health/detailed", service.prefix() + "/health")) {
        JsonNode body = Json.STRICT.readTree(ask(client, server.resolve(path), 200));
        assertEquals(service.name(), body.path("service").asText(), path);
        assertEquals("server1", body.path("host").asText(), path);
      }
      assertTrue(ask(client, server.resolve("/metrics"), 200).contains(service.name()));
      ask(client, server.resolve("/api/nothing/of/this/kind"), 404);

      process.toHandle().destroy();
      assertEquals(0, process.waitFor());
      assertTrue(lines.lines().toList().getLast().contains("\"stopped\""));
    } finally {
      process.destroyForcibly();
    }
  }

  /// At its first start it makes its tables, which may take longer than a request waits for them.
  private static void awaitWell(HttpClient client, URI address) throws Exception {
    Instant end = Instant.now().plusSeconds(90);
    while (answer(client, address).statusCode() == 503 && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }

  private static String ask(HttpClient client, URI address, int status) throws Exception {
    HttpResponse<String> response = answer(client, address);
    assertEquals(status, response.statusCode(), () -> address + ": " + response.body());
    return response.body();
  }

  private static HttpResponse<String> answer(HttpClient client, URI address) throws Exception {
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String read(Path file) throws SettingsRefused {
    return SettingsFile.read(file, service.name(), service.options()).settings().service();
  }

  private static Path repository() {
    return Path.of(System.getProperty("repository", "../.."));
  }

  private Path example() {
    return Path.of("src", "test", "resources", service.name() + ".json");
  }
}
