package org.hpcctl.services.websocketservice.wire;

import module java.base;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.hpcctl.services.websocketservice.channel.Bounds;
import org.hpcctl.services.websocketservice.channel.Deadlines;
import org.hpcctl.services.websocketservice.visitor.Credentials;

/// Makes a WebSocket of a request.
public final class Upgrade {
  private final Bounds bounds;
  private final Executor writers;
  private final Deadlines deadlines;
  private final WebSocketMappings mappings;
  private final Configuration.ConfigurationCustomizer settings =
      new Configuration.ConfigurationCustomizer();

  public Upgrade(Server server, Bounds bounds, Executor writers, Deadlines deadlines) {
    this.writers = writers;
    this.bounds = bounds;
    this.deadlines = deadlines;
    WebSocketComponents components = WebSocketServerComponents.ensureWebSocketComponents(server);
    mappings = new WebSocketMappings(components);
    // Our own pings find out who is gone.
    settings.setIdleTimeout(Duration.ZERO);
    // Larger frames arrive in parts of the input buffer; the sum is bounded where they are joined.
    settings.setMaxFrameSize(bounds.maxPayload());
    settings.setInputBufferSize(2 * 1024);
    settings.setOutputBufferSize(2 * 1024);
  }

  /// Whether the request asks for a WebSocket.
  public static boolean wanted(Request request) {
    return request.getMethod().equals("GET")
        && "websocket".equalsIgnoreCase(request.getHeaders().get(HttpHeader.UPGRADE));
  }

  /// Answers the request with the switch of protocols, or with 400 when its headers do not allow
  /// it.
  public void accept(Request request, Response response, Callback callback, Listener listener) {
    WebSocketNegotiator negotiator =
        (asked, answer, _) -> {
          // Compressing what is secret together with what others may choose gives it away, and
          // costs
          // each connection hundreds of kilobytes.
          answer.setExtensions(List.of());
          if (asked.hasSubProtocol(Credentials.PROTOCOL)) {
            answer.setAcceptedSubProtocol(Credentials.PROTOCOL);
          }
          return new Frames(
              listener,
              session ->
                  new Wire(
                      session, writers, deadlines, bounds.waitingMessages(), bounds.waitingBytes()),
              deadlines,
              bounds.maxPayload());
        };
    if (!mappings.upgrade(negotiator, request, response, callback, settings)) {
      Response.writeError(request, response, callback, 400);
    }
  }
}
