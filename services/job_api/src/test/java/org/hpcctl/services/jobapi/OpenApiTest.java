package org.hpcctl.services.jobapi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import module java.base;
import module java.net.http;

import org.hpcctl.services.jobapi.slurm.JobOption;
import org.hpcctl.services.jobapi.slurm.LocalJobs;
import org.hpcctl.services.kit.Route;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// What is written down is what is there, and whatever is sent is answered as written down.
@Timeout(120)
final class OpenApiTest {
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final int REQUESTS = 1500;

  @TempDir Path folder = Path.of("");

  @Test
  void the_description_and_the_routes_are_the_same() throws Exception {
    try (Head head = head()) {
      assertEquals(
          new TreeSet<>(operations().keySet()),
          head.routes().stream()
              .map(OpenApiTest::name)
              .collect(Collectors.toCollection(TreeSet::new)));
    }
  }

  @Test
  void every_option_is_described() throws Exception {
    Map<?, ?> options =
        map(map(map(map(description(), "components"), "schemas"), "Options"), "properties");
    assertEquals(
        Arrays.stream(JobOption.values()).map(JobOption::key).collect(Collectors.toSet()),
        options.keySet());
  }

  @Test
  void whatever_is_sent_is_answered_with_a_status_that_is_described() throws Exception {
    Map<String, Set<String>> operations = operations();
    Random random = new Random(7);
    try (Head head = head()) {
      head.await("alice", "/api/jobs", _ -> true);
      List<Route> routes = head.routes();
      for (int i = 0; i < REQUESTS; i++) {
        Route route = routes.get(random.nextInt(routes.size()));
        String path =
            route
                    .path()
                    .replace("{id}", pick(random, "1", "2", "7_1", "9+1", "x", "0", "%F0%9F%98%80"))
                    .replace("{name}", pick(random, "a", "b-1", "A", "..b", "x".repeat(80)))
                + query(random);
        String body = route.method().equals("GET") ? "" : body(random);
        HttpResponse<String> answer =
            head.send(
                pick(random, "alice", "bob", "boss", "guest", ""),
                route.method(),
                path,
                body,
                "Idempotency-Key",
                pick(random, "k", "k2", "x".repeat(300)));
        String status = Integer.toString(answer.statusCode());
        assertTrue(
            Objects.requireNonNull(operations.get(name(route))).contains(status),
            () -> route.method() + " " + path + " " + body + ": " + status + answer.body());
      }
    }
  }

  private static String query(Random random) {
    List<String> names =
        List.of("limit", "offset", "status", "state", "user", "from", "to", "name", "length", "q");
    StringJoiner query = new StringJoiner("&", "?", "");
    for (int i = random.nextInt(3); i > 0; i--) {
      query.add(
          names.get(random.nextInt(names.size()))
              + "="
              + pick(
                  random,
                  "1",
                  "-1",
                  "0",
                  "99999999999999999999",
                  "running",
                  "RUNNING",
                  "alice",
                  "%00",
                  "%F0%9F%98%80",
                  "2026-01-01T00:00:00Z",
                  "",
                  "%27%22%3B",
                  "a%0Ab"));
    }
    return query.toString();
  }

  private static String body(Random random) {
    String value =
        pick(
            random,
            "1",
            "\"x\"",
            "null",
            "[]",
            "{}",
            "true",
            "-1e99",
            "\"\\u0000\"",
            "\"é\\n\"",
            "\"#!/bin/sh\\n:\\n\"",
            "{\"type\": \"integer\"}",
            "[[[[[[]]]]]]");
    String key =
        pick(
            random, "script", "options", "parameters", "hold", "directory", "x", "", "description");
    String inner =
        pick(random, "name", "array", "time", "A", "nodes", "LD_PRELOAD", "type", "default");
    return switch (random.nextInt(6)) {
      case 0 -> value;
      case 1 -> "{\"" + key + "\": " + value + "}";
      case 2 -> "{\"script\": \"#!/bin/sh\\n:\\n\", \"" + key + "2\": " + value + "}";
      case 3 ->
          "{\"script\": \"#!/bin/sh\\n:\\n\", \"options\": {\"" + inner + "\": " + value + "}}";
      case 4 ->
          "{\"script\": \"#!/bin/sh\\n:\\n\", \"parameters\": {\"" + inner + "\": " + value + "}}";
      default -> "{\"script\": ";
    };
  }

  private static String pick(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }

  private Head head() throws IOException {
    return new Head(folder.resolve("state"), new LocalJobs(folder.resolve("jobs"), "here"));
  }

  private static String name(Route route) {
    return route.method() + " " + route.path();
  }

  /// The statuses of each operation, by method and path.
  private static Map<String, Set<String>> operations() throws IOException {
    Map<String, Set<String>> operations = new HashMap<>();
    map(description(), "paths")
        .forEach(
            (path, item) ->
                ((Map<?, ?>) item)
                    .forEach(
                        (method, operation) -> {
                          if (METHODS.contains(method.toString())) {
                            operations.put(
                                method.toString().toUpperCase(Locale.ROOT) + " " + path,
                                map((Map<?, ?>) operation, "responses").keySet().stream()
                                    .map(Object::toString)
                                    .collect(Collectors.toSet()));
                          }
                        }));
    return operations;
  }

  private static Map<?, ?> description() throws IOException {
    try (InputStream text = JobApi.class.getResourceAsStream("/openapi/job_api.yaml")) {
      Object all =
          new Load(LoadSettings.builder().build())
              .loadFromInputStream(Objects.requireNonNull(text, "the description"));
      return (Map<?, ?>) Objects.requireNonNull(all);
    }
  }

  private static Map<?, ?> map(Map<?, ?> in, String key) {
    return (Map<?, ?>) Objects.requireNonNull(in.get(key), key);
  }
}
