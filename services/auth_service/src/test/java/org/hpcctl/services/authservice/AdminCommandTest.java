package org.hpcctl.services.authservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.hpcctl.services.kit.Json;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The jar as a person runs it on the machine itself.
@Timeout(300)
class AdminCommandTest {
  @TempDir Path folder;

  private record Ended(int code, String out, String err) {}

  private Path settings(String more) throws IOException {
    Path file = folder.resolve("settings.json");
    Files.writeString(
        file,
        """
        {"service": "auth_service", "cluster": "my_cluster", "host": "server1", "bind": "127.0.0.1",
         "port": 0, "drain_seconds": 1, "state": "%s"%s}
        """
            .formatted(folder.resolve("state"), more));
    return file;
  }

  private static ProcessBuilder jar(String... arguments) {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    words.addAll(List.of(arguments));
    return new ProcessBuilder(words);
  }

  private static Ended run(String input, String... arguments) throws Exception {
    Process process = jar(arguments).start();
    try (Writer in = process.outputWriter()) {
      in.write(input);
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), out, err);
  }

  @Tag("slow")
  @Test
  void an_administrator_is_made_by_who_may_read_the_settings() throws Exception {
    String file = settings("").toString();
    Ended made =
        run("", "--config", file, "admin", "create", "root.admin", "--email", "a@b.example");
    assertEquals(0, made.code(), made.err());
    Matcher lines =
        Pattern.compile("administrator root\\.admin created\npassword ([a-zA-Z0-9]{20})\n")
            .matcher(made.out());
    assertTrue(lines.matches(), made.out());
    Ended second =
        run(
            "a password of my own\n",
            "--config",
            file,
            "admin",
            "create",
            "second",
            "--email",
            "s@b.example",
            "--password-stdin");
    assertEquals(new Ended(0, "administrator second created\n", ""), second);
    Ended again = run("", "--config", file, "admin", "create", "second", "--email", "x@b.example");
    assertEquals(65, again.code());
    assertTrue(again.err().contains("already"), again.err());
    try (Portal portal = new Portal(folder.resolve("state"), "{}")) {
      assertEquals(200, portal.login("root.admin", lines.group(1)).status());
      assertEquals(200, portal.login("second", "a password of my own").status());
    }
  }

  @Test
  void what_cannot_be_is_refused_all_at_once() throws Exception {
    Ended wrong =
        run(
            "short\n",
            "--config",
            settings("").toString(),
            "admin",
            "create",
            "No!",
            "--email",
            "no",
            "--password-stdin");
    assertEquals(65, wrong.code());
    assertEquals(3, wrong.err().lines().count(), wrong.err());
    Ended words = run("", "admin", "remove", "x");
    assertEquals(64, words.code());
    assertEquals(AdminCommand.USAGE + "\n", words.err());
  }

  @Tag("slow")
  @Test
  void a_service_alone_says_its_first_password_once_and_not_to_the_log() throws Exception {
    Path file = settings(", \"alone\": true");
    String password = served(file, true);
    assertFalse(password.isEmpty());
    assertEquals("", served(file, false));
  }

  private String served(Path file, boolean first) throws Exception {
    Path errors = folder.resolve("errors");
    Process process = jar("--config", file.toString()).redirectError(errors.toFile()).start();
    try (BufferedReader lines = process.inputReader();
        HttpClient client = HttpClient.newHttpClient()) {
      JsonNode ready = Json.read(lines.readLine());
      assertEquals("ready", ready.path("message").asText(), ready.toString());
      Matcher said =
          Pattern.compile("administrator is admin with the password ([a-zA-Z0-9]{20}) ")
              .matcher(Files.readString(errors));
      assertEquals(first, said.find());
      if (!first) {
        return "";
      }
      String password = said.group(1);
      HttpRequest login =
          HttpRequest.newBuilder(
                  URI.create("http://127.0.0.1:" + ready.path("port").asInt() + "/api/auth/login"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      Json.text(Portal.credentials("admin", password))))
              .build();
      assertEquals(200, client.send(login, HttpResponse.BodyHandlers.ofString()).statusCode());
      process.toHandle().destroy();
      assertTrue(lines.lines().noneMatch(line -> line.contains(password)), "it is in the log");
      return password;
    } finally {
      process.destroy();
      process.waitFor();
    }
  }
}
