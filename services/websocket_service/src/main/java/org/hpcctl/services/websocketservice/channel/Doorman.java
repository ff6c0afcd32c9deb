package org.hpcctl.services.websocketservice.channel;

import module java.base;

import org.hpcctl.services.kit.identity.Caller;
import org.hpcctl.services.kit.identity.IdentityUnavailable;
import org.hpcctl.services.kit.identity.Unproven;
import org.hpcctl.services.websocketservice.visitor.Authenticator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides who comes in.
public final class Doorman {
  private static final Logger LOG = LoggerFactory.getLogger("sockets");

  private final Authenticator authenticator;

  public Doorman(Authenticator authenticator) {
    this.authenticator = authenticator;
  }

  /// What a token is worth.
  public sealed interface Verdict {
    record Known(Caller caller) implements Verdict {}

    record Refused(Ending ending) implements Verdict {}
  }

  public Verdict judge(Optional<String> token) {
    if (token.isEmpty()) {
      return new Verdict.Refused(Ending.AUTH_REQUIRED);
    }
    try {
      return new Verdict.Known(authenticator.caller(token.get()));
    } catch (Unproven _) {
      return new Verdict.Refused(Ending.AUTH_FAILED);
    } catch (IdentityUnavailable e) {
      LOG.warn("a token could not be checked: {}", e.getMessage());
      return new Verdict.Refused(Ending.AUTH_UNAVAILABLE);
    } catch (RuntimeException e) {
      LOG.error("a token could not be checked", e);
      return new Verdict.Refused(Ending.AUTH_UNAVAILABLE);
    }
  }
}
