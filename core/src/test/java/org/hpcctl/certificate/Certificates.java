package org.hpcctl.certificate;

import module java.base;

/// Lineages for tests. The time is always noon of 2026-11-21.
final class Certificates {
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  static final String DIRECTORY = "https://ca.example.org/directory";

  private Certificates() {}

  /// Issued `age` ago, for `life` in all.
  static Lineage.Held held(Duration life, Duration age) {
    return new Lineage.Held(
        DIRECTORY,
        new TreeSet<>(List.of("portal.example.org")),
        "ec256",
        "CN=Example CA",
        "2a",
        NOW.minus(age),
        NOW.minus(age).plus(life),
        Optional.empty(),
        Optional.empty());
  }

  /// Served by server1 and server2.
  static Lineage served(Lineage.Held held) {
    return Lineage.NONE
        .issued(held, NOW)
        .served(List.of("server1", "server2"), NOW, Optional.empty());
  }

  static Renewal due(Lineage lineage) {
    return Renewal.due(
        lineage,
        List.of("portal.example.org"),
        "ec256",
        List.of(DIRECTORY),
        List.of("server1", "server2"),
        NOW);
  }
}
