package org.hpcctl.services.authservice.account;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;

/// What an account may do: what its role and all its groups may.
public record Rights(Set<String> permissions, Set<String> groups) {
  /// The permission that the whole administration asks for.
  public static final String ADMIN = "admin";

  public Rights {
    permissions = Set.copyOf(permissions);
    groups = Set.copyOf(groups);
  }

  public boolean holds(String permission) {
    return permissions.contains(Caller.EVERYTHING) || permissions.contains(permission);
  }

  /// The part of `wanted` that is held, for a key that must never do more than its owner.
  public Set<String> part(Set<String> wanted) {
    return wanted.contains(Caller.EVERYTHING)
        ? permissions
        : wanted.stream().filter(this::holds).collect(Collectors.toUnmodifiableSet());
  }
}
