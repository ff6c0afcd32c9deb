package org.hpcctl.services.authservice.account;

import module java.base;

/// An account of the portal.
///
/// @param username lower case; never changes
/// @param provider who checks the password: `local`, `ldap`, `pam` or `oidc`
/// @param unixName the account on the cluster that jobs and files belong to
/// @param secondFactor signing in takes a code, too
public record User(
    long id,
    String username,
    String email,
    String role,
    String provider,
    Optional<String> unixName,
    boolean disabled,
    boolean secondFactor,
    Instant createdAt,
    Optional<Instant> lastLogin) {
  public static final String LOCAL = "local";

  /// What an account begins with when nobody says otherwise.
  public static final String DEFAULT_ROLE = "user";
}
