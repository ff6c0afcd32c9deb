package org.hpcctl.resource;

import module java.base;

/// A systemd unit that is enabled and runs with what it was configured to run with.
///
/// Whether it must be restarted is decided from state: every start records the digest of what the
/// unit uses, and a unit whose record differs is behind, whoever changed the files and whenever.
///
/// @param name with its suffix: `nginx.service`
/// @param uses ids of resources on the same host whose content it has read at its start
/// @param startedWith digest of `uses`; filled in when the facts of the host are known
public record Unit(
    String name,
    boolean enabled,
    boolean active,
    OnChange onChange,
    List<String> uses,
    String startedWith)
    implements Resource {
  /// How a running unit takes up a change.
  public enum OnChange {
    RELOAD,
    RESTART
  }

  public Unit {
    uses = List.copyOf(uses);
  }

  public static Unit running(String name, OnChange onChange, List<String> uses) {
    return new Unit(name, true, true, onChange, uses, "");
  }

  /// Not started and not wanted at boot.
  public static Unit stopped(String name) {
    return new Unit(name, false, false, OnChange.RESTART, List.of(), "");
  }

  public Unit startedWith(String digest) {
    return new Unit(name, enabled, active, onChange, uses, digest);
  }

  @Override
  public String kind() {
    return "unit";
  }

  @Override
  public SequencedMap<String, String> fields() {
    return Resource.fields(
        "enabled", enabled ? "yes" : "no",
        "active", active ? "yes" : "no",
        "started-with", startedWith.isEmpty() ? "-" : startedWith);
  }
}
