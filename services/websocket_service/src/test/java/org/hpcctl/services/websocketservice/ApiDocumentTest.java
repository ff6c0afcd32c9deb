package org.hpcctl.services.websocketservice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.hpcctl.services.kit.RunningService;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The OpenAPI file against the running service: what it names is there, what is there it names,
/// and nonsense never gets anything but a documented refusal.
@Timeout(60)
class ApiDocumentTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final int TRIES = 400;

  @TempDir static Path folder;
  private static RunningService service;
  private static Map<String, Map<String, Set<String>>> document;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void open() throws Exception {
    service = RunningFixture.start(folder);
    document = new TreeMap<>();
    try (InputStream file = Main.class.getResourceAsStream("/openapi/websocket_service.yaml")) {
      Map<?, ?> tree = map(new Load(LoadSettings.builder().build()).loadFromInputStream(file));
      map(tree.get("paths"))
          .forEach(
              (path, operations) -> {
                Map<String, Set<String>> known = new TreeMap<>();
                map(operations)
                    .forEach(
                        (method, operation) -> {
                          if (!method.equals("parameters")) {
                            Set<String> statuses = new TreeSet<>();
                            map(map(operation).get("responses"))
                                .keySet()
                                .forEach(status -> statuses.add(status.toString()));
                            known.put(method.toString().toUpperCase(Locale.ROOT), statuses);
                          }
                        });
                document.put(path.toString(), known);
              });
    }
  }

  @AfterAll
  static void close() {
    CLIENT.shutdownNow();
    service.close();
  }

  private static Map<?, ?> map(@Nullable Object tree) {
    return (Map<?, ?>) Objects.requireNonNull(tree);
  }

  private static HttpResponse<String> send(
      String method, String target, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + target))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void each_documented_path_answers_and_methods_it_does_not_name_are_refused() throws Exception {
    for (Map.Entry<String, Map<String, Set<String>>> path : document.entrySet()) {
      for (String method : METHODS) {
        int status = send(method, path.getKey(), "").statusCode();
        String place = method + " " + path.getKey() + " " + status;
        if (path.getValue().containsKey(method)) {
          assertTrue(path.getValue().get(method).contains("" + status), place);
        } else {
          assertTrue(status >= 400 && status < 500, place);
        }
      }
    }
  }

  @Test
  void nonsense_gets_documented_answers_and_never_a_fault_of_ours() throws Exception {
    RandomGenerator random = new Random(20261121);
    for (int i = 0; i < TRIES; i++) {
      boolean post = random.nextBoolean();
      String query =
          "?EIO=%s&transport=%s&sid=%s&t=%s"
              .formatted(
                  either(random, "4", "4", "4", "3", word(random)),
                  either(random, "polling", "websocket", word(random)),
                  either(random, word(random), ""),
                  word(random));
      String path = random.nextInt(4) == 0 ? "/ws" : "/socket.io/";
      HttpResponse<String> answer =
          send(
              post ? "POST" : "GET",
              path + query,
              post ? either(random, "40", "42[]", "4", "\u001e", word(random)) : "",
              "Authorization",
              either(random, "Bearer " + word(random), word(random), "Bearer"),
              "Cookie",
              "hpcctl=" + word(random));
      Set<String> documented =
          Objects.requireNonNull(document.get(path))
              .getOrDefault(post ? "POST" : "GET", Set.of("426"));
      String place = i + " " + path + query + " " + answer.statusCode();
      assertTrue(documented.contains("" + answer.statusCode()), place);
    }
  }

  @Test
  void the_handshake_is_as_documented() throws Exception {
    HttpResponse<String> answer = send("GET", "/socket.io/?EIO=4&transport=polling", "");
    assertEquals(200, answer.statusCode());
    assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith("text/plain"));
  }

  private static String either(RandomGenerator random, String... words) {
    return words[random.nextInt(words.length)];
  }

  private static String word(RandomGenerator random) {
    return random
        .ints(random.nextInt(1, 12), 0, 16)
        .mapToObj(Integer::toHexString)
        .collect(Collectors.joining());
  }
}
