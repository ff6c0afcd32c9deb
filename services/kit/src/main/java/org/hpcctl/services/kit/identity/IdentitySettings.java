package org.hpcctl.services.kit.identity;

import module java.base;

/// How a service learns whose tokens to trust.
///
/// @param authService where auth_service answers the heads, e.g. `http://192.168.1.101:5000`
/// @param audience the cluster's name: another cluster's tokens are of no use here
/// @param sharedSecret at least 32 characters when tokens are signed by HS256; empty for EdDSA,
///   where only auth_service can sign
public record IdentitySettings(URI authService, String audience, Optional<String> sharedSecret) {
  @Override
  public String toString() {
    return "IdentitySettings[" + authService + (sharedSecret.isPresent() ? ", HS256]" : ", EdDSA]");
  }
}
