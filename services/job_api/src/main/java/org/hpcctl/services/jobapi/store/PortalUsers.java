package org.hpcctl.services.jobapi.store;

import module java.base;

import org.jdbi.v3.core.Handle;

/// Which accounts of the portal a Unix user's jobs belong to, as their tokens said.
public record PortalUsers(Handle handle) {
  public Set<String> of(String unixUser) {
    return handle
        .createQuery("SELECT username FROM portal_users WHERE unix_user = :user")
        .bind("user", unixUser)
        .mapTo(String.class)
        .collect(Collectors.toSet());
  }

  /// Remembers it; an account that had another Unix user before has this one now.
  public void put(String unixUser, String username) {
    if (of(unixUser).contains(username)) {
      return;
    }
    handle
        .createUpdate("DELETE FROM portal_users WHERE username = :name")
        .bind("name", username)
        .execute();
    handle
        .createUpdate("INSERT INTO portal_users (unix_user, username) VALUES (:user, :name)")
        .bind("user", unixUser)
        .bind("name", username)
        .execute();
  }
}
