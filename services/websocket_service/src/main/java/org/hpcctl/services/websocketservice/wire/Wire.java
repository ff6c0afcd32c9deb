package org.hpcctl.services.websocketservice.wire;

import module java.base;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.hpcctl.services.websocketservice.channel.Deadlines;
import org.jspecify.annotations.Nullable;

/// The sending half of one WebSocket. What waits for a slow client is bounded: the sender sees
/// `false` and ends the connection.
///
/// A writer's thread sends what waits in one go: the more there is to do, the more messages share a
/// system call.
public final class Wire {
  /// How long a client may take to answer our close frame before the socket is cut.
  private static final Duration GOODBYE = Duration.ofSeconds(5);

  private final CoreSession session;
  private final Executor writers;
  private final Deadlines deadlines;
  private final int mostMessages;
  private final int mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private int messages;
  private int bytes;
  private boolean writing;
  private boolean closing;
  private @Nullable CloseStatus goodbye;

  Wire(
      CoreSession session, Executor writers, Deadlines deadlines, int mostMessages, int mostBytes) {
    this.session = session;
    this.writers = writers;
    this.deadlines = deadlines;
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
  }

  /// Sends one text message in the order of calls; `false` when too much waits already.
  public boolean send(byte[] text) {
    lock.lock();
    try {
      if (closing || messages >= mostMessages || bytes + text.length > mostBytes) {
        return false;
      }
      messages++;
      bytes += text.length;
      queue.add(text);
      write();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void write() {
    if (!writing) {
      writing = true;
      writers.execute(this::writeAll);
    }
  }

  private void writeAll() {
    while (true) {
      List<byte[]> texts;
      CloseStatus last;
      lock.lock();
      try {
        texts = List.copyOf(queue);
        queue.clear();
        last = goodbye;
        goodbye = null;
        if (texts.isEmpty() && last == null) {
          writing = false;
          return;
        }
      } finally {
        lock.unlock();
      }
      for (int i = 0; i < texts.size(); i++) {
        byte[] text = texts.get(i);
        // All but the last wait in a buffer for the next one.
        session.sendFrame(
            new Frame(OpCode.TEXT, ByteBuffer.wrap(text)),
            Callback.from(() -> written(text)),
            i < texts.size() - 1);
      }
      if (last != null) {
        session.close(last, Callback.NOOP);
      }
    }
  }

  private void written(byte[] text) {
    lock.lock();
    try {
      messages--;
      bytes -= text.length;
    } finally {
      lock.unlock();
    }
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
    lock.lock();
    try {
      if (closing) {
        return;
      }
      closing = true;
      goodbye = new CloseStatus(code, reason);
      write();
    } finally {
      lock.unlock();
    }
    // Cutting what is closed by then does nothing.
    deadlines.after(GOODBYE, session::abort);
  }

  public void abort() {
    session.abort();
  }
}
