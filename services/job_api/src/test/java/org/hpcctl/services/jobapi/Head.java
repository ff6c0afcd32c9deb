package org.hpcctl.services.jobapi;

import module java.base;
import module java.net.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hpcctl.services.jobapi.slurm.Scheduler;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.kit.RunningService;
import org.hpcctl.services.kit.Service;
import org.hpcctl.services.kit.Settings;
import org.hpcctl.services.kit.Surroundings;
import org.hpcctl.services.kit.act.ActAsUser;
import org.hpcctl.services.kit.bus.Event;
import org.hpcctl.services.kit.identity.ApiKeys;
import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.identity.Unproven;

/// The service over some scheduler on a free port of 127.0.0.1, and a client of it. A key is the
/// user's name: alice and bob have jobs, boss may see all, guest nothing, ghost is on no cluster.
final class Head implements AutoCloseable {
  final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final RunningService running;

  Head(Path folder, Scheduler scheduler) throws IOException {
    this(folder, scheduler, ActAsUser.here());
  }

  Head(Path folder, Scheduler scheduler, ActAsUser act) throws IOException {
    IdentitySettings nobody =
        new IdentitySettings(URI.create("http://127.0.0.1:1"), "my_cluster", Optional.empty());
    Settings settings =
        new Settings(
            "job_api",
            "my_cluster",
            "server1",
            InetAddress.ofLiteral("127.0.0.1"),
            0,
            Duration.ZERO,
            new Surroundings(
                true, folder, Optional.empty(), nobody, Optional.empty(), Optional.empty()));
    Service<Service.NoOptions> service =
        new Service<>(
            "job_api",
            "/api/jobs",
            0,
            _ -> new Service.NoOptions(),
            (ground, _) -> {
              ground.identity(
                  Identity.of(nobody, _ -> Optional.empty(), Head::caller, InstantSource.system()));
              ground.closing(scheduler);
              ground.closing(
                  ground
                      .bus()
                      .subscribe(
                          Set.of("jobs"), Map.of(), delivery -> events.add(delivery.event())));
              return JobApi.over(ground, scheduler, act, false);
            });
    running = service.start(settings, new Service.NoOptions());
  }

  RunningService running() {
    return running;
  }

  /// The headers by which a request is this user's.
  static List<String> signedIn(String who) {
    return List.of("Authorization", "Bearer " + ApiKeys.PREFIX + who);
  }

  private static Caller caller(String key) throws Unproven {
    String token = key.substring(ApiKeys.PREFIX.length());
    Set<String> permissions =
        switch (token) {
          case "alice", "bob", "ghost" -> Set.of("jobs");
          case "boss" -> Set.of(Caller.EVERYTHING);
          case "guest" -> Set.of("monitoring");
          default -> throw new Unproven("This is not a token.");
        };
    return new Caller(
        token.hashCode(),
        token + "@portal",
        "user",
        permissions,
        Set.of(),
        token.equals("ghost") ? Optional.empty() : Optional.of(token),
        "session",
        Optional.empty(),
        Instant.now().plusSeconds(600));
  }

  /// @param status that is expected
  ObjectNode ask(String who, int status, String method, String path, String... headers)
      throws Exception {
    return json(send(who, method, path, "", headers), status);
  }

  ObjectNode post(String who, int status, String path, JsonNode body, String... headers)
      throws Exception {
    return json(send(who, "POST", path, Json.text(body), headers), status);
  }

  HttpResponse<String> send(String who, String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
            .timeout(Duration.ofSeconds(120))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!who.isEmpty()) {
      request.header("Authorization", "Bearer " + ApiKeys.PREFIX + who);
    }
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static ObjectNode json(HttpResponse<String> response, int status) {
    if (response.statusCode() != status) {
      throw new AssertionError(
          response.statusCode() + " and not " + status + ": " + response.body());
    }
    return response.body().isEmpty() ? Json.object() : Json.read(response.body());
  }

  static ObjectNode script(String text) {
    return Json.object().put("script", text);
  }

  /// Looks until it is so, and leaves the processor to the service between two looks.
  ObjectNode await(String who, String path, Predicate<ObjectNode> so) throws Exception {
    Instant end = Instant.now().plusSeconds(120);
    String last = "nothing";
    while (Instant.now().isBefore(end)) {
      HttpResponse<String> response = send(who, "GET", path, "");
      last = response.statusCode() + " " + response.body();
      if (response.statusCode() == 200 && so.test(Json.read(response.body()))) {
        return Json.read(response.body());
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    throw new AssertionError(
        path
            + " did not become what was waited for: "
            + last.substring(0, Math.min(500, last.length())));
  }

  Event event(String type) throws InterruptedException {
    while (true) {
      Event event = events.poll(120, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no event " + type);
      }
      if (event.type().equals(type)) {
        return event;
      }
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    running.close();
  }
}
