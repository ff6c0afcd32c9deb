package org.hpcctl.health;

import module java.base;

/// A unit as systemd describes it.
record UnitState(String unit, Optional<Map<String, String>> properties) {
  private static final String NOT_FOUND = "not-found";

  static UnitState of(String unit, HostAnswer answer) {
    return new UnitState(unit, Optional.ofNullable(answer.units().get(unit)));
  }

  boolean known() {
    return properties.isPresent();
  }

  boolean running() {
    return Set.of("active", "reloading", "refreshing").contains(word());
  }

  boolean changing() {
    return Set.of("activating", "deactivating").contains(word());
  }

  /// For the column: `active`, `inactive`, `failed`, `not-found`, `unknown` …
  String word() {
    return properties
        .map(
            all ->
                NOT_FOUND.equals(all.get("LoadState"))
                    ? NOT_FOUND
                    : all.getOrDefault("ActiveState", "unknown"))
        .orElse("unknown");
  }

  /// What is wrong with a unit that does not run, and what to do.
  String trouble(String service, String host) {
    return switch (word()) {
      case NOT_FOUND -> "not installed: hpcctl setup";
      case "failed" -> "the unit has failed: hpcctl logs %s --host %s".formatted(service, host);
      case "inactive" ->
          "the unit is stopped: hpcctl service start %s --host %s".formatted(service, host);
      default -> "the unit is " + word();
    };
  }

  SequencedMap<String, String> details() {
    SequencedMap<String, String> details = new LinkedHashMap<>();
    properties.ifPresent(
        all -> {
          details.put("unit", unit);
          said(all, "SubState").ifPresent(state -> details.put("state", state));
          said(all, "ActiveEnterTimestamp").ifPresent(since -> details.put("since", since));
          said(all, "NRestarts").ifPresent(count -> details.put("restarts", count));
        });
    return details;
  }

  private static Optional<String> said(Map<String, String> all, String name) {
    return Optional.ofNullable(all.get(name)).filter(value -> !value.isEmpty());
  }
}
