package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.http.HttpStatus;

/// What goes back to the client: a status, headers and a body.
public record Answer(int status, Map<String, String> headers, List<String> cookies, Body body) {
  /// What a body is made of.
  public sealed interface Body {
    /// It is in memory already.
    record Bytes(ByteBuffer content) implements Body {
      public Bytes {
        content = content.asReadOnlyBuffer();
      }
    }

    /// It is written while the client takes it.
    ///
    /// @param length bytes, or -1 when it is not known before
    record Streamed(long length, Writer writer) implements Body {}
  }

  /// Writes a body; blocks while the client is slow. An exception cuts the connection, so that the
  /// client knows that something is missing.
  @FunctionalInterface
  public interface Writer {
    void write(OutputStream out) throws IOException;
  }

  private static final Body NOTHING = new Body.Bytes(ByteBuffer.allocate(0));

  public Answer {
    headers = Map.copyOf(headers);
    cookies = List.copyOf(cookies);
  }

  static Answer of(int status, Map<String, String> headers, byte[] body) {
    return new Answer(status, headers, List.of(), new Body.Bytes(ByteBuffer.wrap(body)));
  }

  /// A text of the given media type that nobody may keep.
  public static Answer of(int status, String contentType, byte[] body) {
    return of(status, Map.of("Content-Type", contentType, "Cache-Control", "no-store"), body);
  }

  public static Answer json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  public static Answer ok(JsonNode body) {
    return json(200, body);
  }

  /// A status alone: 204, 304.
  public static Answer empty(int status) {
    return new Answer(status, Map.of("Cache-Control", "no-store"), List.of(), NOTHING);
  }

  /// @param length bytes, or -1 when it is not known before
  public static Answer streamed(int status, String contentType, long length, Writer writer) {
    return new Answer(
        status,
        Map.of("Content-Type", contentType, "Cache-Control", "no-store"),
        List.of(),
        new Body.Streamed(length, writer));
  }

  /// An error as RFC 9457 has it.
  static Answer problem(int status, String code, String detail, String requestId) {
    return problem(status, code, detail, requestId, Json.object());
  }

  static Answer problem(
      int status, String code, String detail, String requestId, ObjectNode members) {
    ObjectNode body =
        Json.object()
            .put("type", "about:blank")
            .put("title", HttpStatus.getMessage(status))
            .put("status", status)
            .put("code", code)
            .put("detail", detail)
            .put("request_id", requestId);
    body.setAll(members);
    return of(status, "application/problem+json", Json.bytes(body));
  }

  /// The same answer with one more header.
  public Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, cookies, body);
  }

  /// The same answer with one more `Set-Cookie` (RFC 6265).
  public Answer cookie(String cookie) {
    List<String> more = new ArrayList<>(cookies);
    more.add(cookie);
    return new Answer(status, headers, more, body);
  }
}
