package org.hpcctl.services.websocketservice.wire;

import module java.base;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.hpcctl.services.websocketservice.channel.Deadlines;

/// The sending half of one WebSocket. What waits for a slow client is bounded; the rest of the
/// bound is the sender's to enforce: it sees `false` and ends the connection.
public final class Wire {
  /// How long a client may take to answer our close frame before the socket is cut.
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final CoreSession session;
  private final Deadlines deadlines;
  private final int mostMessages;
  private final int mostBytes;
  private final AtomicInteger messages = new AtomicInteger();
  private final AtomicInteger bytes = new AtomicInteger();

  Wire(CoreSession session, Deadlines deadlines, int mostMessages, int mostBytes) {
    this.session = session;
    this.deadlines = deadlines;
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
  }

  /// Sends one text message in the order of calls; `false` when too much waits already.
  public boolean send(byte[] text) {
    if (messages.get() >= mostMessages || bytes.get() + text.length > mostBytes) {
      return false;
    }
    messages.incrementAndGet();
    bytes.addAndGet(text.length);
    session.sendFrame(
        new Frame(OpCode.TEXT, ByteBuffer.wrap(text)),
        Callback.from(
            () -> {
              messages.decrementAndGet();
              bytes.addAndGet(-text.length);
            }),
        false);
    return true;
  }

  void pong(ByteBuffer payload) {
    session.sendFrame(new Frame(OpCode.PONG, payload), Callback.NOOP, false);
  }

  /// Sends a ping frame, which browsers answer by themselves.
  public void ping() {
    session.sendFrame(new Frame(OpCode.PING), Callback.NOOP, false);
  }

  /// Closes after what waits was sent, or cuts the socket when that takes too long.
  public void close(int code, String reason) {
    // Cutting what is closed by then does nothing.
    deadlines.after(GOODBYE, session::abort);
    session.close(new CloseStatus(code, reason), Callback.NOOP);
  }

  public void abort() {
    session.abort();
  }
}
