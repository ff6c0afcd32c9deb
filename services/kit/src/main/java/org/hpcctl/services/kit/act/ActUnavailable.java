package org.hpcctl.services.kit.act;

import java.io.IOException;

/// Nobody acts as users at the moment: the helper is not there, is busy, or went away before it was
/// done. Worth another try in a few seconds; what was asked for may have happened.
public final class ActUnavailable extends IOException {
  private static final long serialVersionUID = 1;

  ActUnavailable(String message) {
    super(message);
  }

  ActUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
