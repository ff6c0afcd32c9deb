package org.hpcctl.services.websocketservice.visitor;

import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.Unproven;

/// Decides whose a token is. May block: it is asked on virtual threads.
@FunctionalInterface
public interface Authenticator {
  Caller caller(String proof) throws Unproven;
}
