package org.hpcctl.services.websocketservice.visitor;

import module java.base;

/// Decides whose a token is. May block: it is asked on virtual threads.
@FunctionalInterface
public interface Authenticator {
  /// The visitor; empty when the token is wrong, expired or revoked.
  Optional<Visitor> authenticate(String token);
}
