package org.hpcctl.services.kit.limit;

import module java.base;

final class OwnLimiterTest implements LimiterContract {
  private final Limiter limiter = Limiter.local();

  @Override
  public List<Limiter> limiters() {
    return List.of(limiter);
  }
}
