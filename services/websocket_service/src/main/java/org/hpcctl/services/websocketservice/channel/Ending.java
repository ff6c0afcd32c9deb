package org.hpcctl.services.websocketservice.channel;

/// Why the server ends a connection: the code of the WebSocket's close frame, a word for programs,
/// a sentence for people.
public enum Ending {
  AUTH_REQUIRED(4401, "Authentication is required."),
  AUTH_FAILED(4401, "The token is not valid."),
  AUTH_UNAVAILABLE(4503, "The token cannot be checked now; try again."),
  TOKEN_EXPIRED(4401, "The token has expired."),
  SESSION_ENDED(4401, "The session was ended."),
  MALFORMED(4400, "The message cannot be understood."),
  TOO_SLOW(4408, "Too many messages wait for this client."),
  TOO_MANY_CONNECTIONS(4429, "There are too many connections."),
  SERVER_STOPPING(1001, "The server is stopping; connect again.");

  private final int code;
  private final String words;

  Ending(int code, String words) {
    this.code = code;
    this.words = words;
  }

  public int code() {
    return code;
  }

  public String words() {
    return words;
  }
}
