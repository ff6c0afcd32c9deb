package org.hpcctl.services.websocketservice.engineio;

import static java.nio.charset.StandardCharsets.UTF_8;

import module java.base;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.hpcctl.services.kit.Json;
import org.hpcctl.services.websocketservice.channel.Bounds;
import org.hpcctl.services.websocketservice.channel.Deadlines;
import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.visitor.Credentials;
import org.hpcctl.services.websocketservice.wire.Listener;
import org.hpcctl.services.websocketservice.wire.Upgrade;
import org.hpcctl.services.websocketservice.wire.Wire;

/// Answers the requests of Engine.IO: the handshake, polls, posts, and WebSockets.
public final class Engine {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 15;

  private final Bounds bounds;
  private final Deadlines deadlines;
  private final Function<EngineSession, Peer> peers;
  private final Map<String, EngineSession> sessions = new ConcurrentHashMap<>();

  /// @param peers makes the one who gets what comes in through a new session
  public Engine(Bounds bounds, Deadlines deadlines, Function<EngineSession, Peer> peers) {
    this.bounds = bounds;
    this.deadlines = deadlines;
    this.peers = peers;
  }

  /// How many sessions have a poll that waits for packets.
  public int waitingPolls() {
    return (int) sessions.values().stream().filter(EngineSession::hasWaitingPoll).count();
  }

  /// What is wrong with a request, as the protocol numbers it.
  private enum Fault {
    UNKNOWN_TRANSPORT(0, "Transport unknown"),
    UNKNOWN_SESSION(1, "Session ID unknown"),
    BAD_METHOD(2, "Bad handshake method"),
    BAD_REQUEST(3, "Bad request"),
    FULL(4, "Forbidden"),
    UNKNOWN_PROTOCOL(5, "Unsupported protocol version");

    private final int code;
    private final String words;

    Fault(int code, String words) {
      this.code = code;
      this.words = words;
    }
  }

  public void handle(Request request, Response response, Callback callback, Upgrade upgrade)
      throws IOException {
    Fields query = Request.extractQueryParameters(request);
    String transport = Objects.requireNonNullElse(query.getValue("transport"), "");
    Optional<String> id = Optional.ofNullable(query.getValue("sid"));
    Optional<EngineSession> known = id.map(sessions::get);
    boolean websocket = transport.equals("websocket");
    if (!"4".equals(query.getValue("EIO"))) {
      refuse(request, response, callback, Fault.UNKNOWN_PROTOCOL);
    } else if (!websocket && !transport.equals("polling")) {
      refuse(request, response, callback, Fault.UNKNOWN_TRANSPORT);
    } else if (websocket != Upgrade.wanted(request)) {
      refuse(request, response, callback, Fault.BAD_REQUEST);
    } else if (id.isEmpty()) {
      if (!request.getMethod().equals("GET")) {
        refuse(request, response, callback, Fault.BAD_METHOD);
      } else if (isFull()) {
        refuse(request, response, callback, Fault.FULL);
      } else if (websocket) {
        upgrade.accept(request, response, callback, new Direct(Credentials.of(request)));
      } else {
        EngineSession session = begin();
        new Poll(response, callback)
            .answer(List.of(open(session, true)), () -> deadlines.soon(session::lost));
      }
    } else if (known.isEmpty()) {
      refuse(request, response, callback, Fault.UNKNOWN_SESSION);
    } else if (websocket) {
      Optional<UpgradeProbe> probe = known.get().probe(Credentials.of(request));
      if (probe.isPresent()) {
        upgrade.accept(request, response, callback, probe.get());
      } else {
        refuse(request, response, callback, Fault.BAD_REQUEST);
      }
    } else {
      carry(known.get(), request, response, callback);
    }
  }

  private void carry(EngineSession session, Request request, Response response, Callback callback)
      throws IOException {
    switch (request.getMethod()) {
      case "GET" -> {
        if (!session.poll(new Poll(response, callback))) {
          refuse(request, response, callback, Fault.BAD_REQUEST);
          session.lost();
        }
      }
      case "POST" -> {
        if (session.beginReceiving()) {
          try {
            post(session, request, response, callback);
          } finally {
            session.endReceiving();
          }
        } else {
          refuse(request, response, callback, Fault.BAD_REQUEST);
          session.lost();
        }
      }
      default -> refuse(request, response, callback, Fault.BAD_REQUEST);
    }
  }

  private void post(EngineSession session, Request request, Response response, Callback callback)
      throws IOException {
    byte[] body;
    try (InputStream stream = Content.Source.asInputStream(request)) {
      body = stream.readNBytes(bounds.maxPayload() + 1);
    }
    if (body.length > bounds.maxPayload()) {
      session.close(Ending.MALFORMED);
      // The rest of the body is not read, so nothing can follow it.
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      answer(
          response,
          callback,
          413,
          "text/plain",
          "A body may hold " + bounds.maxPayload() + " bytes.");
      return;
    }
    Credentials credentials = Credentials.of(request);
    for (String packet : Packet.split(new String(body, UTF_8))) {
      session.receive(packet, credentials);
    }
    answer(response, callback, 200, "text/html", "ok");
  }

  private boolean isFull() {
    return sessions.size() >= bounds.connections() + bounds.strangers()
        || sessions.values().stream().filter(EngineSession::isStranger).count()
            >= bounds.strangers();
  }

  private EngineSession begin() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    EngineSession session =
        new EngineSession(
            id, bounds, deadlines, peers, ended -> sessions.remove(ended.id(), ended));
    sessions.put(id, session);
    return session;
  }

  private byte[] open(EngineSession session, boolean canUpgrade) {
    var handshake = Json.object().put("sid", session.id());
    var upgrades = handshake.putArray("upgrades");
    if (canUpgrade) {
      upgrades.add("websocket");
    }
    handshake
        .put("pingInterval", bounds.ping().toMillis())
        .put("pingTimeout", bounds.pong().toMillis())
        .put("maxPayload", bounds.maxPayload());
    return Packet.of(Packet.OPEN, Json.text(handshake));
  }

  /// A session that begins with its WebSocket.
  private final class Direct implements Listener {
    private final Credentials credentials;
    private final AtomicReference<EngineSession> session = new AtomicReference<>();

    Direct(Credentials credentials) {
      this.credentials = credentials;
    }

    @Override
    public void opened(Wire wire) {
      EngineSession begun = begin();
      session.set(begun);
      begun.begin(wire);
      begun.send(open(begun, false));
    }

    @Override
    public void text(String packet) {
      session.get().receive(packet, credentials);
    }

    @Override
    public void binary() {
      session.get().binary();
    }

    @Override
    public void closed() {
      Optional.ofNullable(session.get()).ifPresent(EngineSession::lost);
    }
  }

  private void refuse(Request request, Response response, Callback callback, Fault fault)
      throws IOException {
    Unread.discard(request, response, bounds.maxPayload());
    int status = fault == Fault.FULL ? 403 : 400;
    var body = Json.object().put("code", fault.code).put("message", fault.words);
    answer(response, callback, status, "application/json", Json.text(body));
  }

  private static void answer(
      Response response, Callback callback, int status, String type, String text) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    byte[] body = text.getBytes(UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
