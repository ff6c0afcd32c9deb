package org.hpcctl.services.authservice.account;

/// Another account has the name already.
public final class Taken extends Exception {
  private static final long serialVersionUID = 1;

  Taken(String message) {
    super(message, null, false, false);
  }
}
