package org.hpcctl.lab;

import module java.base;

/// A release of Debian that hosts can run.
public enum Suite {
  BOOKWORM,
  TRIXIE;

  /// The name its archive knows it by.
  public String codename() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Reads `bookworm` or `bookworm,trixie`.
  public static List<Suite> parse(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).map(Suite::one).toList();
  }

  private static Suite one(String codename) {
    return Arrays.stream(values())
        .filter(suite -> suite.codename().equals(codename))
        .findFirst()
        .orElseThrow(
            () ->
                new Unable(
                    "there is no suite `%s` in the lab".formatted(codename),
                    "write bookworm, trixie or both with a comma between them"));
  }
}
