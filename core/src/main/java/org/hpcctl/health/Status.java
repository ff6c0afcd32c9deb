package org.hpcctl.health;

import module java.base;

/// What a check found. The words are part of the JSON and never change.
public enum Status {
  HEALTHY(Weight.GOOD),
  /// It works, and somebody should act soon.
  WARNING(Weight.WARNING),
  /// It answered 3xx where 200 is expected.
  REDIRECT(Weight.BAD),
  /// It answered 4xx.
  CLIENT_ERROR(Weight.BAD),
  /// It answered 5xx.
  SERVER_ERROR(Weight.BAD),
  /// Nothing answered.
  UNREACHABLE(Weight.BAD),
  /// Wrong in a way that the words above do not tell.
  UNHEALTHY(Weight.BAD),
  /// It could not be asked. That is never read as "no".
  UNKNOWN(Weight.UNKNOWN);

  /// What a status means for the whole.
  public enum Weight {
    GOOD,
    WARNING,
    BAD,
    UNKNOWN
  }

  private final Weight weight;

  Status(Weight weight) {
    this.weight = weight;
  }

  public Weight weight() {
    return weight;
  }

  /// As reports write it: `client_error`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
