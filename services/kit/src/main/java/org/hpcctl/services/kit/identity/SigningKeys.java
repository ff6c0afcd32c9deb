package org.hpcctl.services.kit.identity;

import module java.base;

import com.nimbusds.jose.jwk.OctetKeyPair;

/// The public keys of auth_service, by `kid`.
@FunctionalInterface
public interface SigningKeys {
  /// Empty when auth_service has no such key.
  ///
  /// @throws IdentityUnavailable when that cannot be found out
  Optional<OctetKeyPair> key(String kid);
}
