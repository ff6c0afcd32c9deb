package org.hpcctl.plan;

import java.util.Optional;

/// The CAs that vouch for those who know people, in PEM; empty where the usual ones do.
///
/// @param ldap for the directory whose passwords sign in
/// @param oidc for the issuer of OpenID Connect
public record SignInAuthorities(Optional<String> ldap, Optional<String> oidc) {
  public static final SignInAuthorities NONE =
      new SignInAuthorities(Optional.empty(), Optional.empty());
}
