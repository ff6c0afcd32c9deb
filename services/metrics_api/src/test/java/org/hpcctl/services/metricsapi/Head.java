package org.hpcctl.services.metricsapi;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Service;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.database.Database;
import org.hpcctl.services.kit.identity.ApiKeys;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.identity.Unproven;
import org.hpcctl.services.kit.redis.RedisSettings;
import org.hpcctl.services.metricsapi.gather.Figure;
import org.hpcctl.services.metricsapi.gather.Source;
import org.hpcctl.services.metricsapi.history.History;
import org.hpcctl.services.metricsapi.source.RedisInfo;

/// The service over given figures on a free port of 127.0.0.1. A key is the user's name: alice and
/// ghost may see their own figures (ghost has no Unix account), boss all, nobody nothing.
final class Head implements AutoCloseable {
  final HttpClient client = HttpClient.newHttpClient();
  final RunningService running;
  private Optional<History> history = Optional.empty();

  /// Says the same each time, or fails with these words.
  record Known(String name, List<Figure> figures, String fault) implements Source {
    @Override
    public Duration interval() {
      return Duration.ofHours(1);
    }

    @Override
    public List<Figure> look() throws IOException {
      if (!fault.isEmpty()) {
        throw new IOException(fault);
      }
      return figures;
    }
  }

  Head(Path folder, Optional<RedisSettings> redis, List<Source> sources) throws IOException {
    IdentitySettings nobody =
        new IdentitySettings(URI.create("http://127.0.0.1:1"), "my_cluster", Optional.empty());
    Settings settings =
        new Settings(
            "metrics_api",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            Duration.ZERO,
            new Surroundings(true, folder, Optional.empty(), nobody, Optional.empty(), redis));
    Service<Service.NoOptions> service =
        new Service<>(
            "metrics_api",
            "/api/monitoring",
            0,
            _ -> new Service.NoOptions(),
            (ground, _) -> {
              ground.identity(
                  Identity.of(nobody, _ -> Optional.empty(), Head::caller, InstantSource.system()));
              Database database =
                  ground.database("metrics_db", "org/hpcctl/services/metricsapi/schema");
              history = Optional.of(new History(database));
              List<Source> all = new ArrayList<>(sources);
              ground.redis().map(RedisInfo::new).ifPresent(all::add);
              return MetricsApi.over(ground, database, all);
            });
    running = service.start(settings, new Service.NoOptions());
  }

  History history() {
    return history.orElseThrow();
  }

  private static Caller caller(String key) throws Unproven {
    String name = key.substring(ApiKeys.PREFIX.length());
    Set<String> permissions =
        switch (name) {
          case "alice", "ghost" -> Set.of("monitoring");
          case "boss" -> Set.of(Caller.EVERYTHING);
          case "nobody" -> Set.of("jobs");
          default -> throw new Unproven("This is not a token.");
        };
    return new Caller(
        1,
        name,
        "user",
        permissions,
        Set.of(),
        name.equals("ghost") ? Optional.empty() : Optional.of(name),
        "session",
        Optional.empty(),
        Instant.now().plusSeconds(600));
  }

  ObjectNode ask(String who, int status, String path) throws Exception {
    HttpResponse<String> response = send(who, path);
    if (response.statusCode() != status) {
      throw new AssertionError(response.statusCode() + " and not " + status + response.body());
    }
    return Json.read(response.body());
  }

  String metrics() throws Exception {
    return send("", "/metrics").body();
  }

  private HttpResponse<String> send(String who, String path) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
            .timeout(Duration.ofSeconds(120));
    if (!who.isEmpty()) {
      request.header("Authorization", "Bearer " + ApiKeys.PREFIX + who);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /// Looks until it is so; each look waits for the service, not for a clock.
  String awaitMetrics(String line) throws Exception {
    Instant end = Instant.now().plusSeconds(120);
    while (Instant.now().isBefore(end)) {
      String text = metrics();
      if (text.contains(line)) {
        return text;
      }
    }
    throw new AssertionError("never said: " + line);
  }

  @Override
  public void close() {
    client.shutdownNow();
    running.close();
  }
}
