package org.hpcctl.services.kit.identity;

/// Nobody can be told apart now, because auth_service does not answer.
public final class IdentityUnavailable extends RuntimeException {
  private static final long serialVersionUID = 1;

  IdentityUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
