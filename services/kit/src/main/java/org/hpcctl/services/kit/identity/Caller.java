package org.hpcctl.services.kit.identity;

import module java.base;

/// Somebody who proved who he is.
///
/// @param id the number of the account in auth_service
/// @param username the name of the account
/// @param role admin, operator, user or guest
/// @param permissions what he may do; `*` is everything
/// @param unixName the account on the cluster that his jobs and files belong to; empty when none is
///   mapped
/// @param session what a logout ends: all tokens of one session, or the API key's name
/// @param csrf what a browser has to send besides its cookie; empty for tokens without a browser
/// @param until when the proof ends
public record Caller(
    long id,
    String username,
    String role,
    Set<String> permissions,
    Set<String> groups,
    Optional<String> unixName,
    String session,
    Optional<String> csrf,
    Instant until) {
  /// The permission that holds all others.
  public static final String EVERYTHING = "*";

  public Caller {
    permissions = Set.copyOf(permissions);
    groups = Set.copyOf(groups);
  }

  public boolean may(String permission) {
    return permissions.contains(EVERYTHING) || permissions.contains(permission);
  }
}
