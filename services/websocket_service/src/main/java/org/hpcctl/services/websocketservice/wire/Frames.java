package org.hpcctl.services.websocketservice.wire;

import module java.base;

import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.hpcctl.services.websocketservice.channel.Deadlines;
import org.jspecify.annotations.Nullable;

/// The receiving half of one WebSocket: frames become messages, one at a time.
final class Frames implements FrameHandler {
  private final Listener listener;
  private final Function<CoreSession, Wire> wires;
  private final Deadlines deadlines;
  private final int maxPayload;
  private final ByteArrayOutputStream parts = new ByteArrayOutputStream(0);
  private boolean isText;
  private @Nullable CoreSession session;
  private @Nullable Wire wire;

  Frames(
      Listener listener, Function<CoreSession, Wire> wires, Deadlines deadlines, int maxPayload) {
    this.listener = listener;
    this.wires = wires;
    this.deadlines = deadlines;
    this.maxPayload = maxPayload;
  }

  @Override
  public void onOpen(CoreSession opened, Callback callback) {
    session = opened;
    wire = wires.apply(opened);
    listener.opened(wire);
    callback.succeeded();
    opened.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    CoreSession open = Objects.requireNonNull(session, "frames follow the opening");
    listener.heard();
    try {
      switch (frame.getOpCode()) {
        case OpCode.TEXT, OpCode.BINARY -> {
          isText = frame.getOpCode() == OpCode.TEXT;
          data(frame);
        }
        case OpCode.CONTINUATION -> data(frame);
        case OpCode.PING ->
            Objects.requireNonNull(wire).pong(ByteBuffer.wrap(bytes(frame.getPayload())));
        default -> {} // pong and close: Jetty has done what is due
      }
      callback.succeeded();
      open.demand();
    } catch (Refusal e) {
      callback.succeeded();
      open.close(new CloseStatus(e.code, e.getMessage()), Callback.NOOP);
    }
  }

  private void data(Frame frame) throws Refusal {
    if (parts.size() + frame.getPayloadLength() > maxPayload) {
      throw new Refusal(
          CloseStatus.MESSAGE_TOO_LARGE, "A message may hold " + maxPayload + " bytes.");
    }
    if (frame.isFin() && parts.size() == 0) {
      message(frame.getPayload());
    } else {
      parts.writeBytes(bytes(frame.getPayload()));
      if (frame.isFin()) {
        byte[] whole = parts.toByteArray();
        parts.reset();
        message(ByteBuffer.wrap(whole));
      }
    }
  }

  private void message(ByteBuffer payload) throws Refusal {
    if (isText) {
      String text;
      try {
        // Unlike a String's constructor the decoder reports what is no UTF-8.
        text = StandardCharsets.UTF_8.newDecoder().decode(payload).toString();
      } catch (CharacterCodingException _) {
        throw new Refusal(CloseStatus.BAD_PAYLOAD, "A text message must be UTF-8.");
      }
      listener.text(text);
    } else {
      listener.binary();
    }
  }

  private static byte[] bytes(@Nullable ByteBuffer payload) {
    if (payload == null) {
      return new byte[0];
    }
    byte[] copy = new byte[payload.remaining()];
    payload.get(copy);
    return copy;
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus status, Callback callback) {
    // Jetty may find out while we send, with our locks held.
    deadlines.soon(listener::closed);
    callback.succeeded();
  }

  private static final class Refusal extends Exception {
    private static final long serialVersionUID = 1;
    private final int code;

    Refusal(int code, String words) {
      super(words);
      this.code = code;
    }
  }
}
