package org.hpcctl.services.websocketservice.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

/// The packets of Engine.IO: one character of type, then the text. A body of long polling holds
/// several, parted by the record separator, which JSON never contains.
public final class Packet {
  static final char OPEN = '0';
  static final char CLOSE = '1';
  static final char PING = '2';
  static final char PONG = '3';
  static final char MESSAGE = '4';
  static final char UPGRADE = '5';
  static final char NOOP = '6';
  static final String PROBE = "probe";

  private static final char SEPARATOR = '\u001e';

  private Packet() {}

  static byte[] of(char type, String text) {
    return (type + text).getBytes(UTF_8);
  }

  /// The packet that carries `text` to the other side.
  public static byte[] message(String text) {
    return of(MESSAGE, text);
  }

  static List<String> split(String body) {
    return List.of(body.split(String.valueOf(SEPARATOR), -1));
  }

  static byte[] join(Collection<byte[]> packets) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] packet : packets) {
      if (body.size() > 0) {
        body.write(SEPARATOR);
      }
      body.writeBytes(packet);
    }
    return body.toByteArray();
  }
}
