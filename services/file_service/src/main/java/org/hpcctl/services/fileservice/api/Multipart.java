package org.hpcctl.services.fileservice.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartCompliance;
import org.eclipse.jetty.io.Content;
import org.hpcctl.services.kit.Call;
import org.hpcctl.services.kit.Refusal;
import org.jspecify.annotations.Nullable;

/// A form (RFC 7578) read part by part while it comes: no part is ever held in memory or put aside.
final class Multipart {
  private static final int MOST_PARTS = 100;
  private static final int LONGEST_HEADERS = 4 * 1024;
  private static final int LONGEST_FIELD = 4 * 1024;

  private sealed interface Event {
    record Begun(String name, @Nullable String fileName) implements Event {}

    record Bytes(ByteBuffer bytes) implements Event {}

    record Ended() implements Event {}

    record Broken(String why) implements Event {}
  }

  private final InputStream in;
  private final MultiPart.Parser parser;
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final byte[] buffer = new byte[128 * 1024];
  private boolean full;
  private boolean last;

  private Multipart(InputStream in, String boundary) {
    this.in = in;
    parser = new MultiPart.Parser(boundary, MultiPartCompliance.RFC7578, new Listener(events));
    parser.setMaxParts(MOST_PARTS);
    parser.setPartHeadersMaxLength(LONGEST_HEADERS);
  }

  static Multipart of(Call call) {
    String type = call.header("Content-Type").orElse("");
    String boundary =
        type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data") ? boundary(type) : null;
    if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
      throw new Refusal(415, "wrong_media_type", "Send a form as multipart/form-data.");
    }
    return new Multipart(call.stream(), boundary);
  }

  private static @Nullable String boundary(String type) {
    try {
      return MultiPart.extractBoundary(type);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// One part. It has to be read before the next one can be.
  final class Part {
    private final String name;
    private final Optional<String> fileName;
    private final InputStream bytes = new Bytes();

    Part(String name, Optional<String> fileName) {
      this.name = name;
      this.fileName = fileName;
    }

    String name() {
      return name;
    }

    /// There is one when the client sends a file.
    Optional<String> fileName() {
      return fileName;
    }

    InputStream stream() {
      return bytes;
    }

    /// What a field holds.
    String text() throws IOException {
      byte[] all = bytes.readNBytes(LONGEST_FIELD + 1);
      if (all.length > LONGEST_FIELD) {
        throw Refusal.invalid(name + ": longer than " + LONGEST_FIELD + " bytes");
      }
      try {
        return UTF_8.newDecoder().decode(ByteBuffer.wrap(all)).toString();
      } catch (CharacterCodingException _) {
        throw Refusal.invalid(name + ": is not UTF-8");
      }
    }
  }

  /// The next part; empty after the last one.
  Optional<Part> next() throws IOException {
    while (true) {
      switch (event()) {
        case null -> {
          return Optional.empty();
        }
        case Event.Begun(String name, String fileName) -> {
          return Optional.of(new Part(name, Optional.ofNullable(fileName)));
        }
        case Event.Bytes _, Event.Ended _ -> {}
        case Event.Broken(String why) -> throw broken(why);
      }
    }
  }

  private static Refusal broken(String why) {
    return Refusal.invalid("The form cannot be read: " + why + ".");
  }

  /// Null at the end of the form.
  private @Nullable Event event() throws IOException {
    while (events.isEmpty()) {
      if (last) {
        return null;
      }
      // What it held was taken: there are no events left.
      int read = full ? in.readNBytes(buffer, 0, buffer.length) : in.read(buffer);
      last = read <= 0;
      parser.parse(
          last ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(buffer, 0, read), false));
    }
    return events.poll();
  }

  private final class Bytes extends InputStream {
    private ByteBuffer now = ByteBuffer.allocate(0);
    private boolean ended;

    @Override
    public int read() throws IOException {
      return more() ? now.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int taken = Math.min(length, now.remaining());
      now.get(target, offset, taken);
      return taken;
    }

    /// In large pieces, as they lie here: what comes from the network is small, and each piece
    /// costs the system a call.
    @Override
    public long transferTo(OutputStream out) throws IOException {
      long all = 0;
      full = true;
      while (more()) {
        out.write(now.array(), now.arrayOffset() + now.position(), now.remaining());
        all += now.remaining();
        now.position(now.limit());
      }
      full = false;
      return all;
    }

    private boolean more() throws IOException {
      while (!now.hasRemaining() && !ended) {
        switch (event()) {
          case null -> throw broken("it ends in the middle of a part");
          case Event.Begun _ -> throw new IllegalStateException("a part within a part");
          case Event.Bytes(ByteBuffer bytes) -> now = bytes;
          case Event.Ended _ -> ended = true;
          case Event.Broken(String why) -> throw broken(why);
        }
      }
      return now.hasRemaining();
    }
  }

  /// Hands on what the parser says; whatever a listener throws, Jetty would swallow.
  private static final class Listener extends MultiPart.AbstractPartsListener {
    private final ArrayDeque<Event> events;

    Listener(ArrayDeque<Event> events) {
      this.events = events;
    }

    @Override
    public void onPartHeaders() {
      String name = getName();
      events.add(
          name == null
              ? new Event.Broken("a part has no name")
              : new Event.Begun(name, getFileName()));
    }

    @Override
    public void onPartContent(Content.Chunk chunk) {
      if (chunk.hasRemaining()) {
        events.add(new Event.Bytes(chunk.getByteBuffer().slice()));
      }
    }

    @Override
    public void onPart(String name, String fileName, HttpFields headers) {
      events.add(new Event.Ended());
    }

    @Override
    public void onFailure(Throwable failure) {
      events.add(new Event.Broken("its parts are not as they should be"));
    }
  }
}
