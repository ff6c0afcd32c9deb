package org.hpcctl.services.kit;

import module java.base;

import com.fasterxml.jackson.databind.JsonNode;
import org.eclipse.jetty.http.HttpStatus;

/// What goes back to the client: a status, headers and a body that is already in memory.
public record Answer(int status, Map<String, String> headers, ByteBuffer body) {
  public Answer {
    headers = Map.copyOf(headers);
    body = body.asReadOnlyBuffer();
  }

  static Answer of(int status, String contentType, byte[] body) {
    return new Answer(
        status,
        Map.of("Content-Type", contentType, "Cache-Control", "no-store"),
        ByteBuffer.wrap(body));
  }

  static Answer json(int status, JsonNode body) {
    return of(status, "application/json", Json.bytes(body));
  }

  /// An error as RFC 9457 has it.
  static Answer problem(int status, String detail, String requestId) {
    return of(
        status,
        "application/problem+json",
        Json.bytes(
            Json.object()
                .put("type", "about:blank")
                .put("title", HttpStatus.getMessage(status))
                .put("status", status)
                .put("detail", detail)
                .put("request_id", requestId)));
  }

  /// The same answer with one more header.
  Answer with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }
}
