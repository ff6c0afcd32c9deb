package org.hpcctl.spec;

import org.hpcctl.spec.RateLimits.RateLimit;
import org.hpcctl.spec.schema.Field;
import org.hpcctl.spec.schema.Section;
import org.hpcctl.spec.schema.Whole;

/// `web.rate_limits:`
final class RateLimitsSection {
  private static final Field<RateLimits, RateLimit> GENERAL =
      Field.of("general", limit(10, 20), RateLimits::general, "pages").orElseEmpty();
  private static final Field<RateLimits, RateLimit> AUTH =
      Field.of("auth", limit(5, 10), RateLimits::auth, "signing in").orElseEmpty();
  private static final Field<RateLimits, RateLimit> API =
      Field.of("api", limit(20, 30), RateLimits::api, "the interfaces of the services")
          .orElseEmpty();
  private static final Field<RateLimits, Integer> CONNECTIONS =
      Field.of(
              "connections",
              new Whole(1, 10_000),
              RateLimits::connections,
              "how many connections one client may hold")
          .orElse(100);

  static final Section<RateLimits> SECTION =
      Section.of(
          "What one client may ask before it is answered 429",
          values ->
              new RateLimits(
                  values.of(GENERAL), values.of(AUTH), values.of(API), values.of(CONNECTIONS)),
          GENERAL,
          AUTH,
          API,
          CONNECTIONS);

  private RateLimitsSection() {}

  private static Section<RateLimit> limit(int perSecond, int burst) {
    Field<RateLimit, Integer> rate =
        Field.of(
                "per_second",
                new Whole(1, 10_000),
                RateLimit::perSecond,
                "how many requests a second")
            .orElse(perSecond);
    Field<RateLimit, Integer> more =
        Field.of(
                "burst",
                new Whole(0, 10_000),
                RateLimit::burst,
                "how many more are let through at once")
            .orElse(burst);
    return Section.of(
        "A limit", values -> new RateLimit(values.of(rate), values.of(more)), rate, more);
  }
}
