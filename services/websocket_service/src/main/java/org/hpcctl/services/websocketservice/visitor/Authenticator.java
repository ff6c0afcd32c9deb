package org.hpcctl.services.websocketservice.visitor;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Identity;
import org.hpcctl.services.kit.identity.Unproven;

/// Decides whose a token is. May block: it is asked on virtual threads.
public interface Authenticator {
  Caller caller(String proof) throws Unproven;

  /// From now on nothing of this login is accepted.
  ///
  /// @param until when the last of its tokens would have expired by itself
  void end(String session, Instant until);

  static Authenticator of(Identity identity) {
    return new Authenticator() {
      @Override
      public Caller caller(String proof) throws Unproven {
        return identity.caller(proof);
      }

      @Override
      public void end(String session, Instant until) {
        identity.end(session, until);
      }
    };
  }
}
