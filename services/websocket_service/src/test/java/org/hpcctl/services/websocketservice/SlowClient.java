package org.hpcctl.services.websocketservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// The bytes of a WebSocket (RFC 6455), for a client that reads when it likes.
final class SlowClient {
  private static final int TEXT = 0x81;
  private static final int MASKED = 0x80;

  private SlowClient() {}

  static byte[] upgrade(String path) {
    return ("GET "
            + path
            + " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        .getBytes(UTF_8);
  }

  /// A short text message under a mask of zeros.
  static byte[] frame(String text) {
    byte[] payload = text.getBytes(UTF_8);
    return ByteBuffer.allocate(6 + payload.length)
        .put((byte) TEXT)
        .put((byte) (MASKED | payload.length))
        .putInt(0)
        .put(payload)
        .array();
  }

  /// The code in the close frame at the end of what the server sent.
  static int closeCode(byte[] all) {
    String text = new String(all, StandardCharsets.ISO_8859_1);
    int begin = text.lastIndexOf('\u0088');
    return begin < 0 ? 0 : ByteBuffer.wrap(all).getShort(begin + 2) & 0xffff;
  }
}
