package org.hpcctl.services.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;

/// What a service's OpenAPI file promises, held against the running service: the same routes, and
/// answers as described to whatever is sent.
///
///     OpenApiContract contract = OpenApiContract.of("auth_service");
///     assertEquals(List.of(), contract.differences(running));
///     assertEquals(List.of(), contract.broken(running, 25, 1, () -> List.of("Authorization", …)));
public final class OpenApiContract {
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final OpenApiFile file;

  private OpenApiContract(OpenApiFile file) {
    this.file = file;
  }

  /// The file `openapi/SERVICE.yaml` among the resources of the module whose tests run.
  public static OpenApiContract of(String service) throws IOException {
    return new OpenApiContract(
        OpenApiFile.read(Path.of("src", "main", "resources", "openapi", service + ".yaml")));
  }

  /// Gives the headers by which requests are signed in; asked again when an answer is 401.
  @FunctionalInterface
  public interface SignedIn {
    List<String> headers() throws Exception;
  }

  /// Routes that the file does not tell of, and those that it only tells of.
  public List<String> differences(RunningService running) {
    Set<String> described =
        file.operations().stream()
            .map(OpenApiFile.Operation::name)
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> there =
        running.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> differences = new ArrayList<>();
    there.stream()
        .filter(each -> !described.contains(each))
        .map(each -> "not described: " + each)
        .forEach(differences::add);
    described.stream()
        .filter(each -> !there.contains(each))
        .map(each -> "not there: " + each)
        .forEach(differences::add);
    return differences;
  }

  /// The names of what a value of this schema may have.
  public SortedSet<String> properties(String schema) {
    return file.schema(schema)
        .path("properties")
        .propertyStream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Methods that the file does not name for a path of its own, and that are not refused there.
  public List<String> unnamed(RunningService running) throws Exception {
    Set<String> named =
        file.operations().stream().map(OpenApiFile.Operation::name).collect(Collectors.toSet());
    List<String> taken = new ArrayList<>();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (OpenApiFile.Operation operation : file.operations()) {
        String path = operation.path().replaceAll("\\{[^}]*}", "1");
        for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE")) {
          String name = method + " " + operation.path();
          if (named.contains(name)) {
            continue;
          }
          HttpRequest request =
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                  .timeout(PATIENCE)
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build();
          int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
          if (status < 400 || status >= 500) {
            taken.add(name + " answers " + status);
          }
        }
      }
    }
    return taken;
  }

  /// Sends `times` requests to each operation, half of them by nobody, and tells which answers are
  /// a failure or not as described.
  public List<String> broken(RunningService running, int times, long seed, SignedIn signedIn)
      throws Exception {
    List<String> broken = new ArrayList<>();
    Fuzz fuzz = new Fuzz(file, seed);
    List<String> headers = signedIn.headers();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (OpenApiFile.Operation operation : file.operations()) {
        for (int i = 0; i < times; i++) {
          boolean known = i % 4 != 0;
          HttpRequest request = request(running, operation, fuzz, known ? headers : List.of());
          HttpResponse<String> response;
          try {
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
          } catch (IOException _) {
            // After a request that is none the server closes, and this one came too late for it.
            response = client.send(request, HttpResponse.BodyHandlers.ofString());
          }
          faults(operation, response).stream()
              .map(fault -> operation.name() + " " + request.uri() + ": " + fault)
              .forEach(broken::add);
          if (known && response.statusCode() == 401) {
            headers = signedIn.headers();
          }
        }
      }
    }
    return broken;
  }

  private HttpRequest request(
      RunningService running, OpenApiFile.Operation operation, Fuzz fuzz, List<String> headers) {
    String path = operation.path();
    StringJoiner query = new StringJoiner("&");
    for (JsonNode given : operation.tree().path("parameters")) {
      JsonNode parameter = file.resolved(given);
      String name = parameter.path("name").asText();
      switch (parameter.path("in").asText()) {
        case "path" -> path = path.replace("{" + name + "}", encoded(fuzz.text(parameter)));
        case "query" -> {
          if (!fuzz.oneIn(2)) {
            query.add(name + "=" + encoded(fuzz.text(parameter)));
          }
        }
        default -> {}
      }
    }
    URI address =
        URI.create(
            "http://127.0.0.1:" + running.port() + path + (query.length() == 0 ? "" : "?" + query));
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(PATIENCE);
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    Optional<Map.Entry<String, JsonNode>> body =
        operation.tree().path("requestBody").path("content").propertyStream().findFirst();
    body.ifPresent(content -> request.header("Content-Type", content.getKey()));
    return request
        .method(
            operation.method(),
            body.map(content -> bytes(content, fuzz))
                .map(HttpRequest.BodyPublishers::ofByteArray)
                .orElseGet(HttpRequest.BodyPublishers::noBody))
        .build();
  }

  private static byte[] bytes(Map.Entry<String, JsonNode> content, Fuzz fuzz) {
    JsonNode value = fuzz.value(content.getValue().path("schema"));
    String text = content.getKey().contains("json") ? value.toString() : value.asText();
    byte[] bytes = (fuzz.oneIn(20) ? text + fuzz.evil() : text).getBytes(UTF_8);
    return fuzz.oneIn(20) ? Arrays.copyOf(bytes, bytes.length / 2) : bytes;
  }

  private static String encoded(String text) {
    // An empty segment would be another path.
    return text.isEmpty() ? "%20" : URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private List<String> faults(OpenApiFile.Operation operation, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 500) {
      return List.of("answers " + status + " " + response.body());
    }
    JsonNode responses = operation.tree().path("responses");
    String key = Integer.toString(status);
    JsonNode described = file.resolved(responses.path(responses.has(key) ? key : "default"));
    if (described.isMissingNode() || (status < 400 && !responses.has(key))) {
      return List.of("answers " + status + ", which is not described");
    }
    String type = response.headers().firstValue("Content-Type").orElse("").split(";")[0];
    JsonNode content = described.path("content");
    if (content.isMissingNode() || content.isEmpty()) {
      return response.body().isEmpty() ? List.of() : List.of("has a body that is not described");
    }
    if (!content.has(type)) {
      return List.of(status + " is of the type " + type + ", which is not described");
    }
    return type.endsWith("json")
        ? file.faults(content.path(type).path("schema"), parsed(response.body())).stream()
            .map(fault -> status + ": " + fault)
            .toList()
        : List.of();
  }

  private static JsonNode parsed(String body) {
    return Json.read(body);
  }
}
