package org.hpcctl.services.authservice;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.authservice.account.Passwords;
import org.hpcctl.services.authservice.account.Users;
import org.hpcctl.services.kit.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Service;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.database.DatabaseSettings;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.redis.RedisSettings;

/// A real auth_service on a free port with a database file of its own, a clock that the test moves,
/// an administrator, and clients.
final class Portal implements AutoCloseable {
  static final String PASSWORD = "correct horse battery";
  static final Instant BEGIN = Instant.parse("2026-11-21T10:00:00Z");

  final AtomicReference<Instant> now = new AtomicReference<>(BEGIN);
  final HttpClient client = HttpClient.newHttpClient();
  final RunningService running;
  final AtomicReference<Database> database = new AtomicReference<>();

  Portal(Path folder, String options) throws Exception {
    this(folder, options, Optional.empty(), Optional.empty());
  }

  /// @param server empty for a file below `folder`
  Portal(
      Path folder, String options, Optional<String> sharedSecret, Optional<DatabaseSettings> server)
      throws Exception {
    this(folder, options, sharedSecret, server, Optional.empty());
  }

  /// @param redis empty for a head without others
  Portal(
      Path folder,
      String options,
      Optional<String> sharedSecret,
      Optional<DatabaseSettings> server,
      Optional<RedisSettings> redis)
      throws Exception {
    Service<AuthOptions> service =
        new Service<>(
            "auth_service",
            "/api/auth",
            0,
            AuthOptions::read,
            (ground, read) -> {
              DatabaseSettings place =
                  server.orElseGet(() -> new DatabaseSettings.Embedded(folder.resolve("auth_db")));
              Database opened = ground.closing(Database.open(place, AuthService.MIGRATIONS));
              database.set(opened);
              return AuthService.on(ground, opened, read, now::get);
            });
    Settings settings =
        new Settings(
            "auth_service",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            Duration.ofSeconds(10),
            new Surroundings(
                false,
                folder,
                Optional.empty(),
                new IdentitySettings(URI.create("http://127.0.0.1:9"), "my_cluster", sharedSecret),
                Optional.empty(),
                redis));
    Fields fields = Fields.of(Json.read(options));
    AuthOptions read = AuthOptions.read(fields);
    if (!fields.faults().isEmpty()) {
      throw new AssertionError(fields.faults());
    }
    running = service.start(settings, read);
    if (database().read(handle -> new Users(handle).isEmpty())) {
      new FirstAdministrator(database(), new Passwords(), now::get)
          .create("root.admin", "admin@example.com", PASSWORD);
    }
  }

  Database database() {
    return Objects.requireNonNull(database.get());
  }

  void later(Duration by) {
    now.updateAndGet(time -> time.plus(by));
  }

  record Reply(int status, String body, HttpResponse<String> response) {
    JsonNode json() {
      return Json.read(body);
    }

    String code() {
      return json().path("code").asText();
    }

    Optional<String> cookie(String name) {
      return response.headers().allValues("Set-Cookie").stream()
          .filter(each -> each.startsWith(name + "="))
          .map(each -> each.substring(name.length() + 1, each.indexOf(';')))
          .findFirst();
    }
  }

  Reply send(String method, String path, Optional<ObjectNode> body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address(path))
            .method(
                method,
                body.map(Json::text)
                    .map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    if (body.isPresent()) {
      request.header("Content-Type", "application/json");
    }
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    return new Reply(response.statusCode(), response.body(), response);
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + running.port() + path);
  }

  Reply login(String username, String password) throws Exception {
    return send("POST", "/api/auth/login", Optional.of(credentials(username, password)));
  }

  static ObjectNode credentials(String username, String password) {
    return Json.object().put("username", username).put("password", password);
  }

  /// Somebody with a token.
  record Person(Portal portal, String token) {
    Reply get(String path) throws Exception {
      return portal.send("GET", path, Optional.empty(), "Authorization", "Bearer " + token);
    }

    Reply delete(String path) throws Exception {
      return portal.send("DELETE", path, Optional.empty(), "Authorization", "Bearer " + token);
    }

    Reply post(String path, ObjectNode body) throws Exception {
      return portal.send("POST", path, Optional.of(body), "Authorization", "Bearer " + token);
    }

    Reply put(String path, ObjectNode body) throws Exception {
      return portal.send("PUT", path, Optional.of(body), "Authorization", "Bearer " + token);
    }

    Reply patch(String path, ObjectNode body) throws Exception {
      return portal.send("PATCH", path, Optional.of(body), "Authorization", "Bearer " + token);
    }
  }

  Person admin() throws Exception {
    return person("root.admin", PASSWORD);
  }

  Person person(String username, String password) throws Exception {
    Reply reply = login(username, password);
    if (reply.status() != 200) {
      throw new AssertionError(reply.body());
    }
    return new Person(this, reply.json().path("token").asText());
  }

  /// A new account; its password is [#PASSWORD].
  long account(Person admin, String username, String role) throws Exception {
    Reply reply =
        admin.post(
            "/api/auth/users",
            Json.object()
                .put("username", username)
                .put("email", username + "@example.com")
                .put("password", PASSWORD)
                .put("role", role));
    if (reply.status() != 201) {
      throw new AssertionError(reply.body());
    }
    return reply.json().path("id").asLong();
  }

  @Override
  public void close() {
    client.shutdownNow();
    running.close();
  }
}
