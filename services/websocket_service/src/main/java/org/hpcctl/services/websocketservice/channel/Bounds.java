package org.hpcctl.services.websocketservice.channel;

import module java.base;

/// What one process holds at most, and how long it waits.
///
/// @param connections authenticated connections in all
/// @param strangers connections that have not proved who they are
/// @param perUser connections of one user
/// @param waitingMessages messages that may wait for one slow connection
/// @param waitingBytes their bytes
/// @param maxPayload bytes of one message from a client
/// @param messagesPerSecond what a client may send in the long run; twice as many at once
/// @param ping how often a connection is tried
/// @param pong how long its answer may take
/// @param admission how long a connection may stay without proving who it is
/// @param period how often the raw protocol repeats the states
/// @param replayMessages events kept for those who were away
/// @param replayAge how long they are kept
public record Bounds(
    int connections,
    int strangers,
    int perUser,
    int waitingMessages,
    int waitingBytes,
    int maxPayload,
    int messagesPerSecond,
    Duration ping,
    Duration pong,
    Duration admission,
    Duration period,
    int replayMessages,
    Duration replayAge) {
  public static final Bounds USUAL =
      new Bounds(
          4_000,
          1_000,
          32,
          1_024,
          1 << 20,
          64 << 10,
          20,
          Duration.ofSeconds(25),
          Duration.ofSeconds(20),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          2_000,
          Duration.ofMinutes(5));
}
