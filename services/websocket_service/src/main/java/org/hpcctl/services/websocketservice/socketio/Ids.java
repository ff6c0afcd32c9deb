package org.hpcctl.services.websocketservice.socketio;

import module java.base;

/// Names that nobody can guess.
final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 15;

  private Ids() {}

  static String fresh() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
