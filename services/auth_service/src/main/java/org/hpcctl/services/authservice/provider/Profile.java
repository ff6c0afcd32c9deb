package org.hpcctl.services.authservice.provider;

import module java.base;

/// What a provider says of somebody who proved to it who he is.
///
/// @param provider `ldap`, `pam` or `oidc`
/// @param subject the provider's own name for him, which nobody else ever has
/// @param groups as the provider names them
public record Profile(
    String provider,
    String subject,
    String username,
    Optional<String> email,
    Set<String> groups,
    Optional<String> unixName) {
  public static final String LDAP = "ldap";
  public static final String PAM = "pam";
  public static final String OIDC = "oidc";
}
