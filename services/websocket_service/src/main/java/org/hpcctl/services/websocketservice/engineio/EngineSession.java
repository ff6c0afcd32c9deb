package org.hpcctl.services.websocketservice.engineio;

import module java.base;

import org.hpcctl.services.websocketservice.channel.Bounds;
import org.hpcctl.services.websocketservice.channel.Deadlines;
import org.hpcctl.services.websocketservice.channel.Ending;
import org.hpcctl.services.websocketservice.visitor.Credentials;
import org.hpcctl.services.websocketservice.wire.Wire;
import org.jspecify.annotations.Nullable;

/// One Engine.IO session: packets in order through whichever transport is there, pings, and a
/// bounded queue while no poll waits.
///
/// The lock is never held while the peer is called: the peer's own locks come first.
public final class EngineSession {
  private static final byte[] PING = Packet.of(Packet.PING, "");
  private static final byte[] NOOP = Packet.of(Packet.NOOP, "");
  private static final byte[] CLOSE = Packet.of(Packet.CLOSE, "");

  private enum State {
    OPEN,
    /// Closed for the peer; the client, who polls, is still to be told.
    CLOSING,
    CLOSED
  }

  private final String id;
  private final Bounds bounds;
  private final Deadlines deadlines;
  private final Consumer<EngineSession> gone;
  private final Peer peer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private int queuedBytes;
  private State state = State.OPEN;
  private boolean receiving;
  private @Nullable Poll poll;
  private @Nullable Wire wire;
  private @Nullable UpgradeProbe probe;
  private Future<?> heartbeat;
  private @Nullable Future<?> admission;

  /// @param peers makes the one who gets what comes in
  /// @param gone is told when the session's id must be forgotten
  EngineSession(
      String id,
      Bounds bounds,
      Deadlines deadlines,
      Function<EngineSession, Peer> peers,
      Consumer<EngineSession> gone) {
    this.id = id;
    this.bounds = bounds;
    this.deadlines = deadlines;
    this.gone = gone;
    this.heartbeat = deadlines.after(bounds.ping(), this::ping);
    this.admission = deadlines.after(bounds.admission(), () -> close(Ending.AUTH_REQUIRED));
    this.peer = peers.apply(this);
  }

  String id() {
    return id;
  }

  /// The peer knows who this is, or no longer: strangers may not stay.
  public void admitted(boolean known) {
    locked(
        () -> {
          if (admission != null) {
            admission.cancel(false);
            admission = null;
          }
          if (!known && state == State.OPEN) {
            admission = deadlines.after(bounds.admission(), () -> close(Ending.AUTH_REQUIRED));
          }
          return true;
        });
  }

  boolean isStranger() {
    return locked(() -> admission != null);
  }

  /// Sends a packet made by [Packet]; ends the session when too many wait already.
  ///
  /// @return whether it is on its way
  public boolean send(byte[] packet) {
    boolean taken =
        locked(
            () -> {
              if (state != State.OPEN) {
                return false;
              }
              if (wire != null) {
                return wire.send(packet);
              }
              if (queue.size() >= bounds.waitingMessages()
                  || queuedBytes + packet.length > bounds.waitingBytes()) {
                return false;
              }
              queue.add(packet);
              queuedBytes += packet.length;
              answerPoll();
              return true;
            });
    if (!taken) {
      // Does nothing when the session had ended before.
      close(Ending.TOO_SLOW);
    }
    return taken;
  }

  /// Ends the session from our side.
  public void close(Ending ending) {
    boolean first =
        locked(
            () -> {
              if (state != State.OPEN) {
                return false;
              }
              if (wire != null) {
                state = State.CLOSED;
                wire.close(ending.code(), ending.name());
              } else {
                state = State.CLOSING;
                if (ending == Ending.TOO_SLOW) {
                  queue.clear();
                }
                queue.add(CLOSE);
                answerPoll();
              }
              return true;
            });
    if (first) {
      over(Optional.of(ending));
    }
  }

  /// The transport or the client ended it.
  void lost() {
    boolean first =
        locked(
            () -> {
              boolean open = state == State.OPEN;
              state = State.CLOSED;
              queue.clear();
              answerPoll();
              if (wire != null) {
                wire.close(1000, "");
              }
              return open;
            });
    if (first) {
      over(Optional.empty());
    } else {
      gone.accept(this);
    }
  }

  private void over(Optional<Ending> ours) {
    locked(
        () -> {
          heartbeat.cancel(false);
          if (admission != null) {
            admission.cancel(false);
            admission = null;
          }
          if (probe != null) {
            probe.end();
          }
          return true;
        });
    if (locked(() -> state == State.CLOSING)) {
      // A client that polls gets some time to fetch the end.
      deadlines.after(bounds.pong(), this::lost);
    } else {
      gone.accept(this);
    }
    peer.closed(ours);
  }

  private void ping() {
    locked(() -> heartbeat = deadlines.after(bounds.pong(), this::lost));
    send(PING);
  }

  /// One packet from the client; ends the session when it is not one.
  void receive(String packet, Credentials credentials) {
    if (packet.isEmpty()) {
      close(Ending.MALFORMED);
      return;
    }
    switch (packet.charAt(0)) {
      case Packet.MESSAGE -> {
        if (locked(() -> state == State.OPEN)) {
          peer.message(packet.substring(1), credentials);
        }
      }
      case Packet.PONG ->
          locked(
              () -> {
                heartbeat.cancel(false);
                if (state == State.OPEN) {
                  heartbeat = deadlines.after(bounds.ping(), this::ping);
                }
                return true;
              });
      case Packet.CLOSE -> lost();
      case 'b' -> peer.binary();
      default -> close(Ending.MALFORMED);
    }
  }

  void binary() {
    peer.binary();
  }

  /// Lets `waiting` wait for packets; `false` when another one does, or a WebSocket has taken over.
  boolean poll(Poll waiting) {
    return locked(
        () -> {
          if (poll != null || wire != null || state == State.CLOSED) {
            return false;
          }
          poll = waiting;
          if (probe != null && queue.isEmpty()) {
            // The client changes over when its last poll has ended.
            queue.add(NOOP);
          }
          answerPoll();
          return true;
        });
  }

  boolean hasWaitingPoll() {
    return locked(() -> poll != null);
  }

  /// Claims the one place for a POST; `false` when another one is still being read.
  boolean beginReceiving() {
    return locked(
        () -> {
          if (receiving || wire != null || state != State.OPEN) {
            return false;
          }
          receiving = true;
          return true;
        });
  }

  void endReceiving() {
    locked(() -> receiving = false);
  }

  /// A session that began with a WebSocket has it as its transport from the start.
  void begin(Wire opened) {
    locked(
        () -> {
          wire = opened;
          return true;
        });
  }

  /// Makes a place for the WebSocket that is to take over; empty when there is one or was one.
  Optional<UpgradeProbe> probe(Credentials credentials) {
    return locked(
        () -> {
          if (probe != null || wire != null || state != State.OPEN) {
            return Optional.empty();
          }
          probe = new UpgradeProbe(this, credentials);
          deadlines.after(bounds.admission(), probe::giveUp);
          return Optional.of(probe);
        });
  }

  /// The WebSocket answers: the client now waits for its poll to end.
  void probed() {
    locked(
        () -> {
          if (poll != null && queue.isEmpty()) {
            queue.add(NOOP);
          }
          answerPoll();
          return true;
        });
  }

  /// From here on everything goes through `taken`.
  boolean upgraded(Wire taken) {
    boolean fits =
        locked(
            () -> {
              if (state != State.OPEN) {
                return false;
              }
              if (poll != null && queue.isEmpty()) {
                queue.add(NOOP);
              }
              answerPoll();
              wire = taken;
              probe = null;
              boolean sent = queue.stream().allMatch(taken::send);
              queue.clear();
              queuedBytes = 0;
              return sent;
            });
    if (!fits) {
      close(Ending.TOO_SLOW);
    }
    return fits;
  }

  void probeEnded(UpgradeProbe ended) {
    locked(
        () -> {
          if (probe == ended) {
            probe = null;
          }
          return true;
        });
  }

  private void answerPoll() {
    if (poll == null || (queue.isEmpty() && state == State.OPEN)) {
      return;
    }
    Poll waiting = poll;
    List<byte[]> packets = queue.isEmpty() ? List.of(CLOSE) : List.copyOf(queue);
    poll = null;
    queue.clear();
    queuedBytes = 0;
    waiting.answer(packets, () -> deadlines.soon(this::lost));
    if (state == State.CLOSING) {
      state = State.CLOSED;
      deadlines.soon(() -> gone.accept(this));
    }
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
