package org.hpcctl.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// Somebody who is signed in at the portal.
///
/// @param address of the portal, or of one head
record Account(String address, String token) {
  /// Everybody's.
  static final String PASSWORD = "a long password of the lab";

  private static final ObjectMapper JSON = new ObjectMapper();

  /// Signs in, and looks at the answer as documented.
  static Account signIn(String address, String name) throws Exception {
    ObjectNode body = JSON.createObjectNode().put("username", name).put("password", PASSWORD);
    Curl.Answer answer =
        new Curl(address)
            .call(
                "/api/auth/login",
                "-X",
                "POST",
                "-H",
                "Content-Type: application/json",
                "-d",
                body.toString());
    JsonNode said = json(200, answer);
    assertEquals(name, said.path("user").path("username").asText());
    assertTrue(said.path("user").path("id").isNumber(), answer::toString);
    assertFalse(said.path("user").path("role").asText().isEmpty(), answer::toString);
    return new Account(address, said.path("token").asText());
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static JsonNode read(String json) throws IOException {
    return JSON.readTree(json);
  }

  /// What an answer says that must have this status.
  static JsonNode json(int status, Curl.Answer answer) throws IOException {
    assertEquals(status, answer.status(), answer::toString);
    return JSON.readTree(answer.body());
  }

  /// That something is away for the moment, and when to come back.
  static void assertAway(Curl.Answer answer) {
    assertEquals(503, answer.status(), answer::toString);
    assertFalse(answer.header("Retry-After").isEmpty(), answer::toString);
  }

  /// The same at another address.
  Account at(String other) {
    return new Account(other, token);
  }

  /// @param arguments of curl(1)
  Curl.Answer call(String path, String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("-H", "Authorization: Bearer " + token));
    words.addAll(List.of(arguments));
    return new Curl(address).call(path, words.toArray(String[]::new));
  }

  Curl.Answer post(String path, JsonNode body, String... arguments) throws Exception {
    List<String> words =
        new ArrayList<>(
            List.of("-X", "POST", "-H", "Content-Type: application/json", "-d", body.toString()));
    words.addAll(List.of(arguments));
    return call(path, words.toArray(String[]::new));
  }

  /// What a GET answers.
  JsonNode ask(String path) throws Exception {
    return json(200, call(path));
  }

  /// Asks until the answer is as wanted.
  JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
    Instant deadline = Instant.now().plusSeconds(60);
    while (true) {
      Curl.Answer answer = call(path);
      JsonNode said = answer.status() == 200 ? JSON.readTree(answer.body()) : object();
      if (answer.status() == 200 && wanted.test(said)) {
        return said;
      }
      assertTrue(Instant.now().isBefore(deadline), answer::toString);
      // Below the portal's own limits.
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }
}
