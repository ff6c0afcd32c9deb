package org.hpcctl.services.kit.redis;

import module java.base;

/// Redis did not answer. Whether it did what it was told is not known.
public final class RedisUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  RedisUnavailable(String message) {
    super(message);
  }

  RedisUnavailable(String message, Throwable cause) {
    super(message, cause);
  }

  /// When it is worth to ask again; a Sentinel needs a few seconds to name another primary.
  public Duration retryAfter() {
    return Duration.ofSeconds(2);
  }
}
