package org.hpcctl.services.websocketservice.engineio;

import module java.base;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/// The body of a request that is refused. Left unread it has the connection cut, often before the
/// client has seen the answer.
public final class Unread {
  private Unread() {}

  /// @param most bytes to read; of a longer body the connection is closed instead
  public static void discard(Request request, Response response, int most) throws IOException {
    try (InputStream body = Content.Source.asInputStream(request)) {
      if (body.readNBytes(most + 1).length > most) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
      }
    }
  }
}
