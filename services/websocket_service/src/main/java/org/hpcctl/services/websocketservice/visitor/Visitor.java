package org.hpcctl.services.websocketservice.visitor;

import module java.base;

/// Somebody whose token was accepted.
///
/// @param user the name that events carry when they are for one user only
/// @param permissions what auth_service lets them do
/// @param expires when the token ends, and every connection that stands on it
/// @param session the login the token came from; its logout ends the connection
public record Visitor(
    String user, Set<String> permissions, Optional<Instant> expires, Optional<String> session) {
  public Visitor {
    permissions = Set.copyOf(permissions);
  }

  public boolean may(String permission) {
    return permissions.contains(permission);
  }
}
