package org.hpcctl.bench;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.IdentitySettings;
import org.hpcctl.services.kit.identity.Unproven;
import org.hpcctl.services.kit.limit.Limit;
import org.hpcctl.services.kit.limit.Limiter;
import org.hpcctl.services.kit.redis.Redis;
import org.hpcctl.services.kit.redis.RedisSettings;

/// What the check of a token and the count against a limit cost together, without HTTP. It is one
/// token, as in a visit: its signature is checked once, and known from then on. Arguments: requests
/// (half of them are not counted), the secret that signs tokens, and the port of a Redis on
/// 127.0.0.1 or `-` for a head that counts alone. Prints microseconds of processor time a request,
/// all threads and the kernel in them.
final class DoorCost {
  /// Requests of one person; the limits of routes are of this size.
  private static final int OF_ONE = 100;

  private DoorCost() {}

  static void main(String[] words) throws IOException, GeneralSecurityException, Unproven {
    int requests = Integer.parseInt(words[0]) / 2;
    Identity identity =
        Identity.asking(
            new IdentitySettings(URI.create("http://127.0.0.1:9"), "bench", Optional.of(words[1])),
            InstantSource.system());
    String token = Token.signedWith(words[1]);
    if (words[2].equals("-")) {
      measure(identity, token, Limiter.local(), requests);
      return;
    }
    RedisSettings.Node node = new RedisSettings.Node("127.0.0.1", Integer.parseInt(words[2]));
    try (Redis redis =
        Redis.open(
            new RedisSettings(
                new RedisSettings.Single(node), Optional.empty(), Optional.empty()))) {
      measure(identity, token, Limiter.shared(redis), requests);
    }
  }

  private static void measure(Identity identity, String token, Limiter limiter, int requests)
      throws IOException, Unproven {
    Limit limit = Limit.of("bench", 2 * OF_ONE, Duration.ofMinutes(1));
    Measured here = Measured.process("self");
    pass(identity, token, limiter, limit, requests);
    long before = here.processor();
    pass(identity, token, limiter, limit, requests);
    System.out.printf(Locale.ROOT, "%.1f%n", (here.processor() - before) / (double) requests);
  }

  private static void pass(
      Identity identity, String token, Limiter limiter, Limit limit, int requests) throws Unproven {
    for (int i = 0; i < requests; i++) {
      Caller caller = identity.caller(token);
      if (!limiter.take(limit, caller.username() + i / OF_ONE).allowed()) {
        throw new IllegalStateException("the limit is too low to measure with");
      }
    }
  }
}
