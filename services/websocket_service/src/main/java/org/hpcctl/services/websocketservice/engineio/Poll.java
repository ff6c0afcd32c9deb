package org.hpcctl.services.websocketservice.engineio;

import module java.base;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A long poll that waits for its answer.
record Poll(Response response, Callback callback) {
  /// @param lost is called when the answer did not get through
  void answer(Collection<byte[]> packets, Runnable lost) {
    byte[] body = Packet.join(packets);
    response.setStatus(200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=UTF-8");
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(
        true,
        ByteBuffer.wrap(body),
        Callback.from(
            callback::succeeded,
            cause -> {
              callback.failed(cause);
              lost.run();
            }));
  }
}
