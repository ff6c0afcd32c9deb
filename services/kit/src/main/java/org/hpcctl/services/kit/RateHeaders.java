package org.hpcctl.services.kit;

import module java.base;

import org.hpcctl.services.kit.limit.Limit;
import org.hpcctl.services.kit.limit.Verdict;

/// How a caller learns of a rate limit, in the headers and the body that the portal's clients know.
final class RateHeaders {
  private RateHeaders() {}

  static Answer of(Verdict verdict, Answer answer) {
    return answer
        .with("X-RateLimit-Limit", Integer.toString(verdict.limit()))
        .with("X-RateLimit-Remaining", Integer.toString(verdict.remaining()))
        .with("X-RateLimit-Reset", Long.toString(verdict.resetAt().getEpochSecond()));
  }

  static Refusal refusal(Limit limit, Verdict verdict) {
    long wait = Math.max(1, (verdict.retryAfter().toMillis() + 999) / 1_000);
    String words =
        "%d requests in %d seconds are allowed here; try again in %d seconds."
            .formatted(limit.requests(), limit.window().toSeconds(), wait);
    return new Refusal(429, "rate_limited", words)
        .member("error", "Rate limit exceeded")
        .member("message", words)
        .member("retry_after", wait)
        .member("limit", verdict.limit())
        .member("window", limit.window().toSeconds())
        .member("remaining", 0)
        .header("Retry-After", Long.toString(wait))
        .header("X-RateLimit-Limit", Integer.toString(verdict.limit()))
        .header("X-RateLimit-Remaining", "0")
        .header("X-RateLimit-Reset", Long.toString(verdict.resetAt().getEpochSecond()))
        .header("X-RateLimit-Window", Long.toString(limit.window().toSeconds()));
  }
}
