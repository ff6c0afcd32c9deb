package org.hpcctl.services.kit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;
import module java.net.http;

import com.nimbusds.jwt.JWTClaimsSet;

/// Asks auth_service whose an API key is, at most every half minute for each key: so long a key
/// that was withdrawn may still be good.
final class AskedApiKeys implements ApiKeys {
  static final String PATH = "/api/auth/introspect";
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int REMEMBERED = 1_024;

  private final URI address;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Supplier<HttpClient> client = new FirstUse();

  private record Known(Caller caller, Instant since) {}

  AskedApiKeys(URI authService, InstantSource clock) {
    this.address = authService.resolve(PATH);
    this.clock = clock;
  }

  @Override
  public Caller caller(String key) throws Unproven {
    Instant now = clock.instant();
    known.values().removeIf(entry -> entry.since().plus(FRESH).isBefore(now));
    Known entry = known.get(key);
    if (entry != null) {
      return entry.caller();
    }
    Caller caller = asked(key, now);
    if (known.size() < REMEMBERED) {
      known.put(key, new Known(caller, now));
    }
    return caller;
  }

  private Caller asked(String key, Instant now) throws Unproven {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(PATIENCE)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(key, UTF_8))
            .build();
    try {
      HttpResponse<String> response =
          client.get().send(request, HttpResponse.BodyHandlers.ofString());
      return switch (response.statusCode()) {
        case 200 -> {
          JWTClaimsSet claims = JWTClaimsSet.parse(response.body());
          yield Claims.caller(claims, claims.getAudience().getFirst(), now);
        }
        case 401 -> throw new Unproven("The API key is not known, has expired or was withdrawn.");
        default ->
            throw new IdentityUnavailable(
                "auth_service answered " + response.statusCode(), new IOException());
      };
    } catch (IOException | ParseException e) {
      throw new IdentityUnavailable("auth_service does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IdentityUnavailable("interrupted", e);
    }
  }

  /// The client has threads of its own: only a service that sees API keys pays for them.
  private static final class FirstUse implements Supplier<HttpClient> {
    private final AtomicReference<Optional<HttpClient>> made =
        new AtomicReference<>(Optional.empty());

    @Override
    public synchronized HttpClient get() {
      HttpClient client =
          made.get().orElseGet(() -> HttpClient.newBuilder().connectTimeout(PATIENCE).build());
      made.set(Optional.of(client));
      return client;
    }
  }
}
